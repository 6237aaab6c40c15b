import ArgumentParser
import CairnJSON
import CairnScenes
import CairnWorlds

/// `cairn scenes list`: which worlds and sensors there are.
struct ListScenes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the worlds, and the sensors that fit each.")

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    if json {
      let worlds = World.allCases.map { world in
        JSONValue.members([
          ("name", .string(world.rawValue)), ("summary", .string(world.summary)),
          ("sensors", .array(world.sensors.map { .string($0.rawValue) })),
        ])
      }
      let sensors = SensorKind.allCases.map { sensor in
        JSONValue.members([
          ("name", .string(sensor.rawValue)), ("summary", .string(sensor.summary)),
        ])
      }
      return try Console.output(
        JSONValue.members([("worlds", .array(worlds)), ("sensors", .array(sensors))]).text())
    }
    try Console.output("WORLDS, each with its usual sensor first")
    let width = World.allCases.map(\.rawValue.count).max() ?? 0
    for world in World.allCases {
      let sensors = world.sensors.map(\.rawValue).joined(separator: ", ")
      try Console.output("  \(padded(world.rawValue, width))  \(world.summary)")
      try Console.output("  \(padded("", width))  \(sensors)")
    }
    try Console.output("  \(padded("room", width))  Any of the five kinds of room, by seed")
    try Console.output("\nSENSORS")
    let sensorWidth = SensorKind.allCases.map(\.rawValue.count).max() ?? 0
    for sensor in SensorKind.allCases {
      try Console.output("  \(padded(sensor.rawValue, sensorWidth))  \(sensor.summary)")
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}
