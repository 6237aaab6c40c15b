import ArgumentParser

/// The `cairn` command: the table of its verbs and the rules they share.
struct CairnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cairn",
    abstract: "Promptable segmentation of 3D point clouds, on a plain CPU.",
    discussion: """
      EXAMPLES
        cairn scan.ply
            what is in a file (the same as cairn info)
        cairn segment scan.ply --click 0.2,0.1,0.7 -o out.ply
            the object there gets the label 1
        cairn segment scan.ply --index 4711 --picture out.png
            the same by point number, as a picture
        cairn everything scan.ply -o out.ply
            every object, without a click
        cairn partition scan.ply --into clusters --remove-planes 1 -o out.ply
            everything that stands on the largest plane, without a click
        cairn convert scan.ply scan.pcd
            keeps all that the format can hold, and names the rest
        cairn convert scan.ply small.ply --remove-outliers --voxel 0.01
            cleaned and thinned
        cairn picture scan.ply -o scan.png
            no display needed

      Data and JSON go to standard output, messages to standard error; - is
      standard input or output. Exit status: 0 done, 1 nothing selected, 2 wrong
      usage or unreadable input, 3 some of many failed, 4 weights missing or
      unusable, 130 interrupted.
      """,
    version: toolVersion,
    subcommands: [
      Info.self, Convert.self, Segment.self, Everything.self, Partition.self, Eval.self,
      DrawPicture.self,
      Session.self, Scenes.self, Methods.self, Doctor.self, Completion.self,
    ])
}

/// The version of the tool and the libraries it is built from.
let toolVersion = "0.1.0"
