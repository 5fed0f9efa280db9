# fengqiao_module(NAME
#   [DEPENDS module ...]           modules below this one; one that is not declared yet is an error, so no cycle can be written
#   [SOURCES file ...]             the half without widgets: Fengqiao::NAME
#   [LIBRARIES lib ...]            libraries the implementation links, never seen by users of the module
#   [PUBLIC_LIBRARIES lib ...]     libraries that the public headers need
#   [WIDGETS_DEPENDS module ...]   modules whose widgets this module's widgets use
#   [WIDGETS_SOURCES file ...]     the half with widgets: Fengqiao::NAME_widgets, built only with FENGQIAO_GUI
# )
# Only modules/NAME/include is public; internal/ and view/ are seen by the module alone.
set_property(GLOBAL PROPERTY FENGQIAO_MODULES "")

function(fengqiao_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" ""
    "DEPENDS;SOURCES;LIBRARIES;PUBLIC_LIBRARIES;WIDGETS_DEPENDS;WIDGETS_SOURCES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "module ${name}: unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
  get_property(declared GLOBAL PROPERTY FENGQIAO_MODULES)
  if(name IN_LIST declared)
    message(FATAL_ERROR "module ${name} is declared twice")
  endif()
  foreach(dependency IN LISTS arg_DEPENDS arg_WIDGETS_DEPENDS)
    if(NOT dependency IN_LIST declared)
      message(FATAL_ERROR "module ${name} uses ${dependency}, which is not declared below it")
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY FENGQIAO_MODULES ${name})

  _fengqiao_half(fengqiao_${name} SOURCES ${arg_SOURCES})
  add_library(Fengqiao::${name} ALIAS fengqiao_${name})
  set(kind PUBLIC)
  if(NOT arg_SOURCES)
    set(kind INTERFACE)
  endif()
  target_link_libraries(fengqiao_${name} ${kind} Qt6::Core ${arg_PUBLIC_LIBRARIES})
  foreach(dependency IN LISTS arg_DEPENDS)
    target_link_libraries(fengqiao_${name} ${kind} Fengqiao::${dependency})
  endforeach()
  if(arg_SOURCES)
    target_link_libraries(fengqiao_${name} PRIVATE ${arg_LIBRARIES})
    _fengqiao_pch(fengqiao_${name} core)
  endif()

  if(FENGQIAO_GUI AND arg_WIDGETS_SOURCES)
    _fengqiao_half(fengqiao_${name}_widgets SOURCES ${arg_WIDGETS_SOURCES})
    add_library(Fengqiao::${name}_widgets ALIAS fengqiao_${name}_widgets)
    target_include_directories(fengqiao_${name}_widgets PRIVATE view)
    target_link_libraries(fengqiao_${name}_widgets PUBLIC Fengqiao::${name} Qt6::Widgets PRIVATE Qt6::Svg Qt6::PrintSupport)
    foreach(dependency IN LISTS arg_WIDGETS_DEPENDS)
      target_link_libraries(fengqiao_${name}_widgets PUBLIC Fengqiao::${dependency}_widgets)
    endforeach()
    _fengqiao_pch(fengqiao_${name}_widgets widgets)
  endif()
endfunction()

# A static library, or an INTERFACE one where a module has no sources of that half.
function(_fengqiao_half target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES")
  if(arg_SOURCES)
    # Public headers are named too, so that AUTOMOC finds QObject classes declared there.
    if(target MATCHES "_widgets$")
      # The module `widgets` is all widgets, so its headers need no folder of that name within the folder of that name.
      file(GLOB headers CONFIGURE_DEPENDS include/*/widgets/*.h include/widgets/*.h view/*.h)
    else()
      file(GLOB headers CONFIGURE_DEPENDS include/*/*.h internal/*.h)
    endif()
    add_library(${target} STATIC ${arg_SOURCES} ${headers})
    target_include_directories(${target} PUBLIC include PRIVATE internal)
    target_link_libraries(${target} PRIVATE Fengqiao::options)
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE include)
  endif()
endfunction()

# Two precompiled headers for the whole project: one of Qt Core and the standard library, one of Widgets. Each is built
# once, in a target of its own, and reused.
function(_fengqiao_pch target kind)
  if(FENGQIAO_SANITIZE STREQUAL "thread")
    return() # GCC's precompiled headers and -fsanitize=thread disagree about builtin attributes
  endif()
  set(owner fengqiao_pch_${kind})
  if(NOT TARGET ${owner})
    file(WRITE ${CMAKE_BINARY_DIR}/pch/${kind}.cpp "// Owner of the precompiled header; holds no code.\n")
    add_library(${owner} OBJECT ${CMAKE_BINARY_DIR}/pch/${kind}.cpp)
    set_target_properties(${owner} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${owner} PRIVATE Fengqiao::options Qt6::Core)
    set(headers <QtCore/QObject> <QtCore/QString> <QtCore/QDateTime> <QtCore/QHash> <QtCore/QVariant> <QtCore/QFuture>
        <QtCore/QJsonObject> <QtCore/QJsonArray> <QtCore/QLoggingCategory> <algorithm> <expected> <functional> <memory>
        <optional> <ranges> <span> <vector>)
    if(kind STREQUAL "widgets")
      target_link_libraries(${owner} PRIVATE Qt6::Widgets)
      list(APPEND headers <QtWidgets/QApplication> <QtWidgets/QBoxLayout> <QtWidgets/QLabel> <QtWidgets/QPushButton>
           <QtWidgets/QLineEdit> <QtWidgets/QListView> <QtGui/QPainter> <QtGui/QKeyEvent>)
    endif()
    target_precompile_headers(${owner} PRIVATE ${headers})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

# fengqiao_test(NAME SOURCES file ... LIBRARIES target ... [LABEL unit|gui|acceptance] [TIMEOUT seconds])
# One Qt Test program per class, run offscreen.
function(fengqiao_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "SOURCES;LIBRARIES")
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE Fengqiao::options Qt6::Test ${arg_LIBRARIES})
  set(pch core)
  if(arg_LABEL STREQUAL "gui")
    set(pch widgets)
    target_link_libraries(${name} PRIVATE Qt6::Widgets)
  endif()
  _fengqiao_pch(${name} ${pch})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;QT_FATAL_CRITICALS=1")
endfunction()
