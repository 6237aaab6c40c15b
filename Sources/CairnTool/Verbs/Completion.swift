import ArgumentParser

/// `cairn completion`: a script that completes verbs, options and file names.
struct Completion: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a completion script for a shell.",
    discussion: """
      EXAMPLES
        cairn completion bash > ~/.local/share/bash-completion/completions/cairn
        cairn completion zsh > "${fpath[1]}/_cairn"
        cairn completion fish > ~/.config/fish/completions/cairn.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  func run() throws {
    let target: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try Console.output(CairnCommand.completionScript(for: target))
  }
}
