import CairnMeshes
import CairnScenes
import Testing

struct ModelClassTests {
  static func semantic(
    _ name: String, size: SIMD3<Float> = [0.5, 0.5, 0.5], category: String = ""
  ) -> SemanticClass? {
    ModelClasses.semantic(of: name, category: category, size: size)
  }

  @Test func `the longest phrase in a name decides`() {
    #expect(Self.semantic("Chair with cushion") == .chair)
    #expect(Self.semantic("Toilet paper dispenser") == .dispenser)
    #expect(Self.semantic("Glass") == .cup)
    #expect(Self.semantic("Glass table") == .table)
    #expect(Self.semantic("Glass door cabinet") == .cabinet)
    #expect(Self.semantic("Double-hung window") == .window)
    #expect(Self.semantic("Rubik's cube") == .toy)
    #expect(Self.semantic("Plate, glass and cutlery") == .plate)
    #expect(Self.semantic("Upper SHELVES cabinet") == .shelf)
  }

  @Test func `sizes tell namesakes apart`() {
    #expect(Self.semantic("Box", size: [1.5, 0.5, 1]) == .cabinet)
    #expect(Self.semantic("Box", size: [0.3, 0.3, 0.3]) == .box)
    #expect(Self.semantic("Keyboard", size: [0.8, 0.25, 0.1]) == .piano)
    #expect(Self.semantic("Ficus", size: [2.7, 2.8, 5]) == .tree)
    #expect(Self.semantic("Ficus", size: [0.4, 0.4, 0.8]) == .plant)
  }

  @Test func `what has no place in a scene is left out`() {
    #expect(Self.semantic("Sitting female") == nil)
    #expect(Self.semantic("Spiral staircase") == nil)
    #expect(Self.semantic("Parking slot 45°") == nil)
    #expect(Self.semantic("Female") == .person)
  }

  @Test func `an unknown name is an object, a character an animal`() {
    #expect(Self.semantic("Whatchamacallit") == .object)
    #expect(Self.semantic("Axolotl", category: "Characters") == .animal)
    #expect(Self.semantic("") == .object)
  }
}
