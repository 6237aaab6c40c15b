import ArgumentParser

/// What `cairn eval` simulates.
enum PromptKind: String, ExpressibleByArgument, CaseIterable {
  case clicks, boxes, lassos
}
