#pragma once

#include <access/desk.h>

namespace fengqiao {

// The one place that names every module, in floor order; both programs start from here.
[[nodiscard]] QList<Module> modules();

// A desk's set-up with all modules and the machine's clock, or the given one.
[[nodiscard]] Desk::Setup setupFor(const QString &file, std::shared_ptr<Clock> clock = {});

// Language of messages and words: from the setting or --language, Chinese otherwise. Installs the translator; call once
// after the application object exists.
void installLanguage(const QString &code);

// A password from --password-file, else from FENGQIAO_PASSWORD, else from a prompt on the terminal without echo; the
// environment variable is cleared once read, so that no child inherits it. Codes "password.file", "password.missing".
[[nodiscard]] Result<Secret> readPassword(const QString &passwordFile, const QString &prompt);

} // namespace fengqiao
