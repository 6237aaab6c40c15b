import ArgumentParser

/// `cairn scenes`: generated worlds with true labels.
struct Scenes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make labelled clouds of generated worlds, seen by simulated sensors.",
    discussion: """
      EXAMPLES
        cairn scenes list
            which worlds and sensors there are
        cairn scenes make tabletop -o out
            a table-top as a depth camera sees it
        cairn scenes make room --sensor handheld --seed 7 --count 20 -o out
            twenty furnished rooms, scanned by hand and fused
        cairn scenes make street --sensor lidar --frames 50 -o out
            a drive, with poses and times
        cairn scenes shards --count 10000 -o shards
            packed for training; run it several times at once to share the work

      The same seed gives the same bytes, on any number of threads.
      """,
    subcommands: [ListScenes.self, MakeScenes.self, MakeShards.self])
}
