import CairnScenes

extension World {
  /// What the world shows, in a line.
  public var summary: String {
    switch self {
    case .tabletop: "Table with clutter, piles, stacks and touching things"
    case .bin: "Bin with parts or groceries poured in, seen from above"
    case .shelf: "Shelf with rows of goods or books, seen from close by"
    case .livingRoom: "Living room with sofas, shelves, curtains and clutter"
    case .kitchen: "Kitchen with counters, cabinets, appliances and a table"
    case .office: "Office with desks, chairs, screens and shelves"
    case .bathroom: "Bathroom with fixtures, cabinets and small things"
    case .bedroom: "Bedroom with beds, wardrobes and clutter"
    case .aisle: "Warehouse aisle with racks, pallets, cartons and vehicles"
    case .street: "Street with facades, vehicles, people, trees, signs and fences"
    case .yard: "Yard with cars, bins, bicycles, garden furniture and plants"
    case .field: "Field with grass, bushes, trees, fences and uneven ground"
    }
  }

  /// The sensors for which the world has a place, the usual one first.
  public var sensors: [SensorKind] {
    switch self {
    case .tabletop, .bin: [.depthCamera, .handheld]
    case .shelf: [.depthCamera, .handheld, .panorama]
    case .livingRoom, .kitchen, .office, .bathroom, .bedroom:
      [.handheld, .depthCamera, .panorama, .lidar, .lidarMap]
    case .aisle: [.lidar, .lidarMap, .depthCamera, .handheld, .panorama]
    case .street: [.lidar, .lidarMap, .panorama, .aerial]
    case .yard, .field: [.lidar, .lidarMap, .panorama, .aerial, .depthCamera]
    }
  }
}
