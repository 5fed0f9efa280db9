#!/usr/bin/python3
"""The peer of bench_map: QGIS 3.40 headless on the same borders.

qgis_peer.py make WKB GPKG            borders (32-bit length and WKB each) into a GeoPackage with a spatial index
qgis_peer.py run GPKG WEST SOUTH EAST NORTH WIDTH HEIGHT FRAMES
    prints one line of JSON: CPU seconds from the file to the first frame, CPU milliseconds of a frame of the pan,
    resident KiB after the first frame. WEST to NORTH is the first view; the pan goes one view to the east and
    one to the south.
qgis_peer.py look FILE
    opens a layer as QGIS shows it and prints one line of JSON: whether it is valid, feature count, CRS, geometry,
    fields, the attributes of every feature by its code, and how many borders GEOS calls valid.
"""
import json
import os
import resource
import struct
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def resident():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def make(wkb, gpkg):
    from osgeo import ogr, osr

    ogr.UseExceptions()
    place = osr.SpatialReference()
    place.ImportFromEPSG(4326)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(gpkg)
    layer = source.CreateLayer("grids", place, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
    layer.StartTransaction()
    with open(wkb, "rb") as borders:
        number = 0
        while head := borders.read(4):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkb(borders.read(struct.unpack("<I", head)[0])))
            feature.SetField(0, number % 5)
            layer.CreateFeature(feature)
            number += 1
    layer.CommitTransaction()


def run(gpkg, west, south, east, north, width, height, frames):
    from qgis.core import (Qgis, QgsApplication, QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsMapRendererSequentialJob,
                           QgsMapSettings, QgsRectangle, QgsRendererCategory, QgsVectorLayer)
    from qgis.PyQt.QtCore import QSize

    application = QgsApplication([], False)
    application.initQgis()
    begin = cpu()
    clock = time.monotonic()
    layer = QgsVectorLayer(gpkg, "grids", "ogr")
    assert layer.isValid()
    colours = ["#e6f3ec", "#faf3dc", "#fdf0e3", "#fbe9e9", "#e3edfb"]
    # A cosmetic outline of one pixel, as ours.
    symbols = [QgsFillSymbol.createSimple({"color": c, "outline_color": "#5a6575", "outline_width": "1",
                                           "outline_width_unit": "Pixel"}) for c in colours]
    layer.setRenderer(QgsCategorizedSymbolRenderer(
        "value", [QgsRendererCategory(i, symbol, "") for i, symbol in enumerate(symbols)]))

    def frame(dx, dy):
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setOutputSize(QSize(width, height))
        settings.setDestinationCrs(layer.crs())  # no reprojection: the best case for the peer
        settings.setFlag(Qgis.MapSettingsFlag.UseRenderingOptimization, True)
        settings.setExtent(QgsRectangle(west + dx, south - dy, east + dx, north - dy))
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        assert image.width() == width
        return image

    image = frame(0, 0)
    load = cpu() - begin
    wall = time.monotonic() - clock
    memory = resident()
    if os.environ.get("FENGQIAO_PEER_PICTURE"):
        image.save(os.environ["FENGQIAO_PEER_PICTURE"])
    begin = cpu()
    for i in range(frames):
        share = 2 * (i + 1) / frames
        frame(min(share, 1) * (east - west), max(share - 1, 0) * (north - south))
    each = (cpu() - begin) / max(frames, 1) * 1000
    print(json.dumps({"load": load, "wall": wall, "frame": each, "resident": memory,
                      "version": Qgis.QGIS_VERSION}), flush=True)
    os._exit(0)  # its own shutdown without a window crashes now and then


def look(path):
    from qgis.core import NULL, Qgis, QgsApplication, QgsVectorLayer, QgsWkbTypes

    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(path, "grids", "ogr")
    said = {"version": Qgis.QGIS_VERSION, "valid": layer.isValid()}
    if layer.isValid():
        names = [field.name() for field in layer.fields()]
        features = list(layer.getFeatures())

        def plain(value):
            if value is None or value == NULL:
                return ""
            return value.toString("yyyy-MM-dd") if hasattr(value, "toString") else str(value)

        extent = layer.extent()
        said.update({
            "count": layer.featureCount(), "read": len(features), "crs": layer.crs().authid(), "fields": names,
            "geometry": QgsWkbTypes.displayString(layer.wkbType()),
            "sound": sum(1 for f in features if f.hasGeometry() and f.geometry().isGeosValid()),
            "extent": [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()],
            "features": {f["code"]: {name: plain(f[name]) for name in names} for f in features}})
    print(json.dumps(said), flush=True)
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "look":
        look(sys.argv[2])
    elif sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3])
    else:
        run(sys.argv[2], *map(float, sys.argv[3:7]), *map(int, sys.argv[7:10]))
