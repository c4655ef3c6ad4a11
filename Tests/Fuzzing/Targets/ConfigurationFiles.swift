import Daemon
import Diagnostics

/// A configuration file.
func loadConfiguration(_ bytes: [UInt8]) {
    let file = "tactd.json"
    do throws(DiagnosticsError) {
        let loaded = try Configuration.load(file: file) { $0 == file ? bytes : nil }
        // What is in force, as `tact config check` shows it, means the same when it is written into the file of another machine.
        for setting in Setting.all where !setting.takesSeveral {
            guard let shown = loaded.description.first(where: { $0.key == setting.key })?.value else { preconditionFailure(setting.key) }
            let again = try Configuration.load(flags: [setting.key: [shown]]) { _ in nil }
            precondition(again.description.first { $0.key == setting.key }?.value == shown, setting.key)
        }
    } catch {
        precondition(error.diagnostics.contains { $0.severity == .error })
        error.diagnostics.forEach(check)
    }
}
