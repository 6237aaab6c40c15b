/// Which kind of thing a point belongs to.
///
/// The number of a class in the column `semantic` is its place in `allCases`, starting at 1; 0 is no
/// class. New classes go to the end, so that numbers stay.
public enum SemanticClass: String, Sendable, Hashable, CaseIterable {
  // Stuff: what has no instances.
  case floor, wall, ceiling, ground, road, sidewalk, grass, building, water
  // Parts of buildings.
  case door, window, curtain, blind, column, stairs, railing, picture, mirror, clock, radiator
  // Furniture.
  case table, desk, chair, armchair, sofa, stool, bench, bed, wardrobe, cabinet, shelf, drawers
  case counter, lamp, carpet, plant, whiteboard, television, monitor, computer, keyboard, telephone
  case printer, fireplace, piano, cushion, blanket, clothes, bag, suitcase, basket, bin, toy
  // Kitchens and bathrooms.
  case refrigerator, stove, oven, dishwasher, microwave, sink, tap, toilet, bathtub, shower
  case washingMachine = "washing machine"
  case towel, mat
  // Small things.
  case box, carton, can, bottle, jar, cup, bowl, plate, pan, pot, cutlery, tool, book, paper, pen
  case fruit, food, ball, vase, candle, device, cable, part, packet, tube, dispenser, shoe, tray
  case crate, sponge, statue
  // Warehouses.
  case rack, pallet, forklift, cart, drum, sack, cone, barrier, ladder, machine, robot
  // Outdoors.
  case car, van, truck, bus, motorcycle, bicycle, person, animal, tree, bush, hedge, pole,
    streetLamp =
    "street lamp"
  case trafficLight = "traffic light"
  case sign, fence, kerb, hydrant, mailbox, container, bollard, shelter, stone, log
  case object

  /// The number of the class in a column `semantic`; at least 1.
  public var number: UInt32 { Self.numbers[self] ?? 0 }

  private static let numbers = Dictionary(
    uniqueKeysWithValues: zip(allCases, UInt32(1)...))

  /// Whether it has no instances: floor, wall, ground.
  public var isStuff: Bool {
    switch self {
    case .floor, .wall, .ceiling, .ground, .road, .sidewalk, .grass, .building, .water: true
    default: false
    }
  }

  /// Whether nobody lifts it with what is on it: furniture that stands where it stands.
  ///
  /// Piles on it are piles of their own.
  public var isFixture: Bool {
    switch self {
    case .table, .desk, .counter, .shelf, .cabinet, .drawers, .wardrobe, .rack, .bed, .sofa,
      .bathtub, .shower, .stove, .oven, .refrigerator, .dishwasher, .washingMachine, .sink,
      .fireplace, .piano, .radiator, .window, .wall, .floor, .carpet, .machine:
      true
    default: isStuff
    }
  }
}
