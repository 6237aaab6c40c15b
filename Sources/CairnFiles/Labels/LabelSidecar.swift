import CairnClouds
import CairnJSON

/// What a file of labels cannot say about them.
///
/// Which object is which, where they came from, how sure each is. Stored beside the cloud as
/// `NAME.labels.json`.
public struct LabelSidecar: Sendable, Equatable {
  /// What is known of one object.
  public struct Object: Sendable, Equatable {
    /// The value of `label` for its points; not 0.
    public var id: InstanceLabel
    /// What a person calls it.
    public var name: String?
    /// Its colour, red green blue in 0…255.
    public var color: SIMD3<UInt8>?
    /// The number of its points.
    public var count: Int
    /// The smallest axis-aligned box around its finite points, in the file's own coordinates.
    public var box: Bounds?
    /// The predicted IoU, 0…1.
    public var score: Double?

    /// Creates a description of an object.
    public init(
      id: InstanceLabel, name: String? = nil, color: SIMD3<UInt8>? = nil, count: Int,
      box: Bounds? = nil, score: Double? = nil
    ) {
      self.id = id
      self.name = name
      self.color = color
      self.count = count
      self.box = box
      self.score = score
    }
  }

  /// A box in the coordinates of a file, which Floats may not hold.
  public struct Bounds: Sendable, Equatable {
    /// The corner with the smallest coordinates.
    public var min: SIMD3<Double>
    /// The corner with the largest coordinates.
    public var max: SIMD3<Double>

    /// Creates a box.
    public init(min: SIMD3<Double>, max: SIMD3<Double>) {
      self.min = min
      self.max = max
    }
  }

  /// The version of this description that is written.
  public static let currentVersion = 1

  /// The version of this description; 1.
  public var version = currentVersion
  /// The method that made the labels.
  public var method: String
  /// What identifies the weights of the method; `nil` where it has none.
  public var weights: String?
  /// The cloud that was segmented, as the user named it.
  public var source: String
  /// The prompts, as `--prompts` reads them.
  public var prompts: JSONValue
  /// All objects, ascending by id.
  public var objects: [Object]

  /// Creates a description of labels.
  public init(
    method: String, weights: String? = nil, source: String, prompts: JSONValue = [],
    objects: [Object]
  ) {
    self.method = method
    self.weights = weights
    self.source = source
    self.prompts = prompts
    self.objects = objects
  }

  /// The path of the sidecar of a cloud: its own with `.labels.json` for the extension.
  ///
  /// - Parameter cloud: The path of the cloud.
  /// - Returns: The path of the sidecar.
  public static func path(for cloud: String) -> String {
    var path = cloud[...]
    if path.lowercased().hasSuffix(".pcd.bin") { path = path.dropLast(4) }
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
    // A dot at the front of a name begins no extension.
    if let dot = name.dropFirst().lastIndex(of: ".") { path = path[..<dot] }
    return path + ".labels.json"
  }
}

extension LabelSidecar.Object {
  /// Counts the points of every object and finds their boxes.
  ///
  /// - Parameters:
  ///   - cloud: The cloud; without coordinates, objects have no box.
  ///   - labels: One id per point; 0 is no object.
  /// - Returns: One entry for each id but 0, ascending.
  /// - Complexity: O(*n* + objects · log objects).
  public static func all(
    in cloud: PointCloud, labels: [InstanceLabel]
  ) -> [LabelSidecar.Object] {
    precondition(labels.count == cloud.count, "\(labels.count) labels for \(cloud.count) points")
    let axes = cloud.positionFields.map { [$0.x, $0.y, $0.z].map { $0.values.doubles() } }
    var objects: [InstanceLabel: LabelSidecar.Object] = [:]
    for (point, label) in labels.enumerated() where label != 0 {
      var object =
        objects[label]
        ?? LabelSidecar.Object(id: label, color: LabelPalette.color(of: label), count: 0)
      object.count += 1
      if let axes {
        let position = SIMD3(axes[0][point], axes[1][point], axes[2][point])
        if position.x.isFinite && position.y.isFinite && position.z.isFinite {
          let box = object.box ?? LabelSidecar.Bounds(min: position, max: position)
          object.box = LabelSidecar.Bounds(
            min: pointwiseMin(box.min, position), max: pointwiseMax(box.max, position))
        }
      }
      objects[label] = object
    }
    return objects.values.sorted { $0.id < $1.id }
  }
}
