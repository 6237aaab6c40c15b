import CCairn

extension CProgram {
  mutating func createPredictor() {
    var options = cairn_predictor_options()
    options.struct_size = decisions.choice(40, 32, 0)
    options.method = decisions.choice(
      memory.text("graph"), nil, memory.text("clusters"), memory.text("model"), memory.text("x"))
    options.voxel_limit = decisions.choice(0, UInt32(decisions.byte()), .max)
    options.thread_limit = decisions.choice(1, 0, 2, .max)
    let weights = decisions.choice([], decisions.bytes(200))
    options.weights = weights.isEmpty ? nil : UnsafeRawPointer(memory.copy(weights))
    options.weights_byte_count = UInt64(decisions.choice(weights.count, weights.count / 2))
    let given = decisions.choice(UnsafePointer(memory.copy([options])), nil)
    make(.predictor) {
      cairn_predictor_create(given, $1)
    } from: { _ in
      nil
    }
  }

  mutating func encode() {
    let (cloud, user) = (handle(.cloud), memory.copy([decisions.choice(Int32.max, 0, 1, 2)]))
    let progress: cairn_progress? = decisions.choice(true, false) ? nil : stopWhenZero
    make(.embedding) {
      cairn_encode($0, cloud, progress, user, $1)
    } from: {
      $0.handle(.predictor)
    }
  }

  mutating func saveAndLoad() {
    let (embedding, cloud) = (handle(.embedding), handle(.cloud))
    var size: UInt64 = 0
    check(cairn_embedding_size(embedding, &size))
    check(cairn_embedding_save(embedding, nil, 0, &size))
    let capacity = Int(min(size, 1 << 22))
    let bytes: UnsafeMutablePointer<UInt8> = memory.room(capacity)
    check(cairn_embedding_save(embedding, bytes, UInt64(capacity), &size))
    if capacity > 0, decisions.choice(false, true) {
      bytes[decisions.byte() * capacity / 256] = UInt8(decisions.byte())
    }
    let given = UInt64(decisions.choice(capacity, capacity / 2, 0))
    make(.embedding) {
      cairn_embedding_load($0, cloud, bytes, given, $1)
    } from: {
      $0.handle(.predictor)
    }
  }
}
