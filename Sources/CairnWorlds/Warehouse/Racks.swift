import CairnGeometry
import CairnScenes

/// A row of pallet racks along x; goods go in from -y.
struct RackRow {
  /// How many bays side by side.
  var bays: Int
  /// How wide a bay is between its uprights.
  var bay: Float
  /// Heights on which pallets stand, above the floor.
  var levels: [Float]
  /// Whether boards lie on the beams.
  var hasBoards: Bool
  var height: Float
  let depth: Float = 1.1

  private let post: Float = 0.09

  init(bays: Int, bay: Float, levels: [Float], hasBoards: Bool, height: Float) {
    (self.bays, self.bay, self.levels) = (bays, bay, levels)
    (self.hasBoards, self.height) = (hasBoards, height)
  }

  var length: Float { Float(bays) * (bay + post) + post }

  /// The left end of a bay's opening.
  func left(of index: Int) -> Float { -length / 2 + post + Float(index) * (bay + post) }

  func object(uprights: Material, beams: Material) -> SceneObject {
    var builder = MeshBuilder()
    let (front, back) = (-depth / 2, depth / 2)
    for index in 0...bays {
      let x = -length / 2 + Float(index) * (bay + post)
      builder.use(uprights, part: "uprights")
      for y in [front, back - 0.08] {
        // Open profiles, as they are rolled of sheet.
        builder.block(from: [x, y, 0.008], to: [x + 0.006, y + 0.08, height])
        builder.block(from: [x + post - 0.006, y, 0.008], to: [x + post, y + 0.08, height])
        let web = y == front ? y : y + 0.074
        builder.block(from: [x + 0.006, web, 0.008], to: [x + post - 0.006, web + 0.006, height])
        builder.block(from: [x - 0.02, y - 0.02, 0], to: [x + post + 0.02, y + 0.1, 0.008])
      }
      builder.use(uprights, part: "braces")
      var z: Float = 0.3
      var goesUp = true
      while z + 0.9 < height {
        let (a, b) = goesUp ? (z, z + 0.9) : (z + 0.9, z)
        builder.bar(
          from: [x + post / 2, front + 0.08, a], to: [x + post / 2, back - 0.08, b], width: 0.03,
          depth: 0.03)
        goesUp.toggle()
        z += 0.9
      }
    }
    builder.use(beams, part: "beams")
    for level in levels {
      for index in 0..<bays {
        let x = left(of: index)
        for y in [front, back - 0.05] {
          builder.block(from: [x, y, level - 0.12], to: [x + bay, y + 0.05, level])
        }
      }
    }
    if hasBoards {
      builder.use(Looks.timber, part: "boards")
      for level in levels {
        for index in 0..<bays {
          let x = left(of: index)
          builder.block(
            from: [x, front + 0.05, level - 0.02], to: [x + bay, back - 0.05, level])
        }
      }
    }
    var surfaces: [SupportSurface] = []
    for (index, level) in levels.enumerated() {
      let next = index + 1 < levels.count ? levels[index + 1] - 0.12 : level + 2.2
      for bayIndex in 0..<bays {
        let x = left(of: bayIndex)
        surfaces.append(
          SupportSurface(
            from: [x, front], to: [x + bay, back], height: level, clearance: next - level))
      }
    }
    return SceneObject(.rack, named: "pallet rack", builder.mesh, surfaces: surfaces)
  }
}
