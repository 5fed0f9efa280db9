#pragma once

// The QTRY_ macros of Qt 6.8 narrow a count of milliseconds where they are used.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wconversion"
#endif

#include <QApplication>
#include <QTest>

#include <core/locale.h>
#include <core/rules.h>
#include <widgets/action_form.h>
#include <widgets/theme.h>

namespace fengqiao {

// The rule tables that are shipped, read once.
inline Rules ruleTables()
{
    static const Rules rules = [] {
        const auto files = RuleSet::readFolder(resourcePath(QStringLiteral("rules")));
        if (!files)
            qFatal("%s", qPrintable(files.error().message));
        const auto loaded = RuleSet::load(*files);
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().constFirst().toString()));
        return *loaded;
    }();
    return rules;
}

inline FormContext formContext(ReferenceProvider *references = nullptr)
{
    return {ruleTables(), references, [] { return QDate(2026, 9, 14); }};
}

} // namespace fengqiao

// A Qt Test program with the theme installed before the first widget.
#define FENGQIAO_GUI_TEST_MAIN(TestClass)                                                                              \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        QApplication app(argc, argv);                                                                                  \
        const auto theme = fengqiao::Theme::install(app, fengqiao::Appearance::Light);                                 \
        if (!theme)                                                                                                    \
            qFatal("%s", qPrintable(theme.error().message));                                                           \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
