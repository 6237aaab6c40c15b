import ArgumentParser
import CairnFiles
import Glibc

/// Runs the command line and turns every outcome into an exit status.
@main
enum Main {
  static func main() {
    // A process that a signal ends has no exit status; scripts expect one.
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    // A closed pipe and a file at its size limit are errors to report, not reasons to die.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try CairnCommand.parseAsRoot(
        withValuesImplied(withInfoImplied(CommandLine.arguments.dropFirst())))
      try command.runWithinLimits()
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch let error where CairnCommand.exitCode(for: error) == .success {
      print(CairnCommand.fullMessage(for: error))
    } catch let error where CairnCommand.exitCode(for: error) == .validationFailure {
      Console.write(CairnCommand.fullMessage(for: error))
      exit(ExitStatus.unusable.rawValue)
    } catch let error as WeightsError {
      Console.write("cairn: \(error)")
      exit(ExitStatus.weightsMissing.rawValue)
    } catch {
      Console.write("cairn: \(error)")
      exit(ExitStatus.unusable.rawValue)
    }
  }

  /// `cairn FILE` means `cairn info FILE`.
  private static func withInfoImplied(_ arguments: ArraySlice<String>) -> [String] {
    let verbs = CairnCommand.configuration.subcommands.map { verb in
      verb.configuration.commandName ?? "\(verb)".lowercased()
    }
    guard let first = arguments.first, !first.hasPrefix("-") || first == "-",
      !verbs.contains(first), first.contains(".") || first.contains("/") || first == "-"
    else { return Array(arguments) }
    return ["info"] + arguments
  }

  /// `--remove-outliers` may stand before a file name, which is not its value.
  private static func withValuesImplied(_ arguments: [String]) -> [String] {
    let name = "--remove-outliers"
    return arguments.indices.map { index in
      guard arguments[index] == name, index + 1 < arguments.count,
        arguments[index + 1].wholeMatch(of: /\d+,[\d.]+/) == nil
      else { return arguments[index] }
      return "\(name)=\(OutlierLimits.standard)"
    }
  }
}

/// How a run ended, for scripts.
enum ExitStatus: Int32, Error {
  case nothingSelected = 1
  case unusable = 2
  case someFailed = 3
  case weightsMissing = 4
  case interrupted = 130
}
