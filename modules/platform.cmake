# Compiler, libraries and the one INTERFACE target that carries warnings and Qt strictness.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF) # no C++20 modules: scanning costs 12 % of a build
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_COMPILE_OPTIONS_PIE -fPIC) # programs share the precompiled headers of the libraries: one mode for both
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
include(GNUInstallDirs)

find_program(FENGQIAO_CCACHE ccache)
if(FENGQIAO_CCACHE)
  # Relative paths and no working directory in the hash: a second build folder of the same tree hits the same cache.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${FENGQIAO_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
find_program(FENGQIAO_MOLD mold)
if(FENGQIAO_MOLD)
  set(CMAKE_LINKER_TYPE MOLD)
endif()

find_package(Qt6 6.8 REQUIRED COMPONENTS Core Sql Concurrent LinguistTools)
if(FENGQIAO_GUI)
  find_package(Qt6 6.8 REQUIRED COMPONENTS Gui Widgets Svg PrintSupport)
endif()
if(FENGQIAO_TESTS)
  find_package(Qt6 6.8 REQUIRED COMPONENTS Test)
endif()
find_package(OpenSSL 3.2 REQUIRED) # Argon2id came with 3.2
find_package(ICU 72 REQUIRED COMPONENTS i18n uc)
find_package(ZLIB REQUIRED)
find_package(GEOS 3.12 REQUIRED GLOBAL)
find_package(GDAL 3.10 CONFIG REQUIRED GLOBAL)
find_program(FENGQIAO_OGRINFO ogrinfo) # tests compare counts with it where it is installed
find_library(FENGQIAO_SQLCIPHER_A NAMES libsqlcipher.a REQUIRED)
find_path(FENGQIAO_SQLCIPHER_INCLUDE NAMES sqlcipher/sqlite3.h REQUIRED)

add_library(fengqiao_options INTERFACE)
add_library(Fengqiao::options ALIAS fengqiao_options)
target_compile_options(fengqiao_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-qual -Wformat=2 -Wimplicit-fallthrough -Wunused -Wnull-dereference -Wdouble-promotion
  # At -O3 GCC sees through Qt's containers and std::expected and guesses wrongly.
  $<$<CONFIG:Release>:-Wno-null-dereference>
  $<$<CONFIG:Release>:-Wno-maybe-uninitialized>
)
target_compile_definitions(fengqiao_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH
  QT_USE_QSTRINGBUILDER QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_UP_TO=0x060800
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>
)
if(FENGQIAO_SANITIZE)
  target_compile_options(fengqiao_options INTERFACE
    -fsanitize=${FENGQIAO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(fengqiao_options INTERFACE -fsanitize=${FENGQIAO_SANITIZE})
endif()
