/// A model as its catalog describes it.
struct CatalogModel: Sendable {
  /// What the catalog calls it, in English.
  var name: String
  /// The catalog's kind of it: "Bathroom", "Exterior".
  var category: String
  /// The file of its surface in the archive.
  var path: String
  /// Who made it.
  var creator: String
  /// Width, depth and height, metres.
  var size: SIMD3<Float>
  /// How high above the floor it belongs, metres.
  var elevation: Float
  /// The height at which things can be put on it, metres; `nil` where they cannot.
  var topHeight: Float?
  var isDoorOrWindow: Bool
  var isMovable: Bool
  /// The rows of the matrix that turns the model upright, its front towards the viewer.
  var rotation: [SIMD3<Float>]

  /// Nothing that is put into a scene is longer, metres; a broken catalog may claim anything.
  private static let largest: Float = 50

  /// Reads the description of a model; `nil` where it has no name, no surface or no size.
  ///
  /// - Parameters:
  ///   - number: The number of the model in its catalog.
  ///   - properties: The catalog.
  init?(_ number: Int, of properties: PropertyList) {
    func text(_ key: String) -> String? { properties["\(key)#\(number)"] }
    func metres(_ key: String) -> Float? {
      guard let number = text(key).flatMap(Float.init), number.isFinite else { return nil }
      return number / 100
    }
    guard let name = text("name"), let path = text("model"), let width = metres("width"),
      let depth = metres("depth"), let height = metres("height"),
      [width, depth, height].allSatisfy({ $0 > 0 && $0 <= Self.largest })
    else { return nil }
    self.name = name
    self.path = path.first == "/" ? String(path.dropFirst()) : path
    category = text("category") ?? ""
    creator = text("creator") ?? "unknown"
    size = SIMD3(width, depth, height)
    elevation = metres("elevation") ?? 0
    // Left out, the top is the height; below zero, nothing can be put there.
    let top = metres("dropOnTopElevation") ?? height
    topHeight = top < 0 ? nil : top
    isDoorOrWindow = text("doorOrWindow") == "true"
    isMovable = text("movable") != "false"
    let numbers = (text("modelRotation") ?? "").split(separator: " ").compactMap { Float($0) }
    rotation =
      numbers.count == 9 && numbers.allSatisfy(\.isFinite)
      ? [0, 3, 6].map { SIMD3(numbers[$0], numbers[$0 + 1], numbers[$0 + 2]) }
      : [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
  }
}
