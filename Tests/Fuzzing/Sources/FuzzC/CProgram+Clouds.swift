import CCairn

extension CProgram {
  mutating func createCloud() {
    let count = decisions.choice(20, 63, 1, 0)
    let size = 16 * count + decisions.choice(0, 9)
    let data = memory.copy(
      decisions.choice(true, false) ? decisions.coordinates(size) : decisions.bytes(size))
    let names = ["x", "y", "z", "red", "green", "blue", "rgb", "normal_x", "label", ""]
    var fields: [cairn_field] = []
    let fieldCount = decisions.choice(3, 4, 7, 10, 0)
    for number in 0..<fieldCount {
      let offset = min(decisions.choice(4 * number, decisions.byte()), size)
      var field = cairn_field()
      field.struct_size = decisions.choice(48, 0, 8, 40)
      field.name = memory.text(names[decisions.choice(number, decisions.byte() % names.count)])
      field.data = decisions.choice(UnsafeRawPointer(data + offset), nil)
      field.byte_count = min(decisions.number(usually: size - offset), UInt64(size - offset))
      field.stride = decisions.number(usually: 16)
      field.type = decisions.choice(7, cairn_type(decisions.byte()), -1)
      field.count = decisions.choice(1, 0, 3, .max)
      fields.append(field)
    }
    var view = cairn_cloud_view()
    view.struct_size = decisions.choice(112, 104, 0)
    view.fields = decisions.choice(UnsafePointer(memory.copy(fields)), nil)
    view.field_count = min(decisions.number(usually: fieldCount), UInt64(fieldCount))
    view.count = decisions.number(usually: count)
    view.width = decisions.choice(0, decisions.number(usually: count))
    view.height = decisions.choice(0, decisions.number(usually: 1))
    view.sensor_position.0 = decisions.choice(0, decisions.real())
    view.sensor_rotation.3 = decisions.choice(0, decisions.real())
    view.byte_order = decisions.choice(0, 1, 2, 3)
    view.reserved = decisions.choice(0, 0, 1)
    let given = decisions.choice(UnsafePointer(memory.copy([view])), nil)
    let before = handles[Kind.cloud.rawValue].count
    make(.cloud) {
      cairn_cloud_create(given, $1)
    } from: { _ in
      nil
    }
    if handles[Kind.cloud.rawValue].count > before { pointCount = count }
  }

  mutating func copyCloud() {
    let cloud = handle(.cloud)
    let sizes: UnsafeMutablePointer<UInt64> = memory.room(3)
    check(cairn_cloud_size(cloud, sizes, sizes + 1, decisions.choice(sizes + 2, nil)))
    let room = min(decisions.number(usually: pointCount), 4096)
    check(cairn_cloud_copy_positions(cloud, memory.room(3 * Int(room)), room))
    check(cairn_cloud_copy_colors(cloud, memory.room(3 * Int(room)), room))
    var (type, numbers): (cairn_type, UInt64) = (0, 0)
    let capacity = min(decisions.number(usually: 256), 512)
    let name: UnsafeMutablePointer<CChar> = memory.room(Int(capacity))
    check(
      cairn_cloud_field_at(
        cloud, decisions.number(usually: 0), decisions.choice(name, nil), capacity, &type, &numbers)
    )
    let bytes: UnsafeMutablePointer<UInt8> = memory.room(Int(capacity))
    check(
      cairn_cloud_copy_field(
        cloud, decisions.choice(memory.text("x"), nil, memory.text("rgb")),
        decisions.choice(UnsafeMutableRawPointer(bytes), nil), capacity, sizes))
  }

  mutating func useFiles() {
    let path = decisions.choice(
      memory.text("/dev/null/x.ply"), memory.text(""), memory.text("-"), memory.text("/"), nil,
      memory.copy([CChar(-1), 0]))
    let cloud = handle(.cloud)
    let labels: UnsafeMutablePointer<UInt32> = memory.room(pointCount)
    var options = cairn_write_options()
    options.struct_size = decisions.choice(32, 24)
    options.dialect = decisions.choice(nil, memory.text("pcl"), memory.text("?"))
    options.encoding = decisions.choice(nil, memory.text("ascii"), memory.text("?"))
    options.colorize = decisions.choice(0, 1, 2)
    check(
      cairn_cloud_write(
        cloud, decisions.choice(labels, nil), UInt64(decisions.choice(pointCount, 0)), path,
        &options))
    make(.cloud) {
      cairn_cloud_read(path, $1)
    } from: { _ in
      nil
    }
  }
}
