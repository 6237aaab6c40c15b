import CairnPictures
import Testing

struct DiagramTests {
  static func panel(_ means: [Double?]) -> ReliabilityDiagram.Panel {
    ReliabilityDiagram.Panel(
      title: "answers",
      bins: means.enumerated().map { index, mean in
        let low = Double(index) / Double(means.count)
        return ReliabilityDiagram.Bin(
          range: low...low + 1 / Double(means.count), count: mean == nil ? 0 : 7,
          meanExpected: mean.map { _ in low }, meanTrue: mean)
      })
  }

  /// Pixels of the colour of the bars.
  static func barArea(_ panel: ReliabilityDiagram.Panel) -> Int {
    ReliabilityDiagram([panel], quantity: "IoU").picture().count { $0 == SIMD4(173, 207, 240, 255) }
  }

  @Test func `a bar is as high as the mean of what came`() {
    let none = Self.barArea(Self.panel([nil, nil, nil, nil]))
    #expect(none == 0)
    // The bars of counts are the same.
    let low = Self.barArea(Self.panel([0.25, nil, nil, nil]))
    let high = Self.barArea(Self.panel([0.75, nil, nil, nil]))
    // A quarter of 380 pixels wide, less a gap; half of 380 high; the dot moves.
    #expect(abs(high - low - 92 * 190) < 400)
    #expect(Self.barArea(Self.panel([0, nil, nil, nil])) > 0)
  }

  @Test func `scores that are none are drawn nowhere`() {
    let odd = Self.barArea(Self.panel([.nan, 7, -3, .infinity]))
    #expect(odd < 480 * 680)
  }

  @Test func `panels are beside each other`() {
    let panel = Self.panel([0.2, 0.4])
    let one = ReliabilityDiagram([panel], quantity: "IoU").picture()
    let two = ReliabilityDiagram([panel, panel], quantity: "IoU").picture()
    #expect(two.width == 2 * one.width && two.height == one.height)
    for y in 0..<one.height {
      for x in 0..<one.width {
        #expect(two[x, y] == one[x, y])
        #expect(two[x + one.width, y] == one[x, y])
      }
    }
  }

  @Test func `pictures beside each other stay as they are, under their words`() {
    let (red, blue) = (SIMD4<UInt8>(200, 0, 0, 255), SIMD4<UInt8>(0, 0, 200, 255))
    let sides = [red, blue].map { Picture(width: 90, height: 40, color: $0) }
    let silent = Picture.beside(sides.map { ($0, "") }, title: "")
    #expect(silent.count { $0 == red } == 3600)
    #expect(silent.count { $0 == blue } == 3600)
    #expect(silent.width > 180 && silent.height > 40)
    let spoken = Picture.beside(
      [(sides[0], "truth"), (sides[1], "IoU 0.25")], title: "a scene")
    #expect(spoken.count { $0 == red } == 3600)
    #expect(spoken != silent)
  }

  @Test func `every letter has a shape of its own`() {
    let letters = Array(
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:-–_/()=+%<>'|")
    var shapes: Set<[UInt8]> = []
    let side = Picture(width: 60, height: 1, color: SIMD4(255, 255, 255, 255))
    for letter in letters {
      let picture = Picture.beside([(side, "")], title: "\(letter)")
      #expect(shapes.insert(picture.pixels).inserted, "\(letter)")
    }
    // Letters without a shape are boxes.
    let unknown = Picture.beside([(side, "")], title: "\u{4E09}")
    #expect(shapes.insert(unknown.pixels).inserted)
    #expect(unknown == Picture.beside([(side, "")], title: "\u{4E8C}"))
  }
}
