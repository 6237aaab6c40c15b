import CCairn

extension CProgram {
  private mutating func prompts() -> (UnsafePointer<cairn_prompt>?, UInt64) {
    let count = decisions.choice(1, 2, 3, 0)
    let prompts = (0..<count).map { _ in prompt() }
    return (
      decisions.choice(UnsafePointer(memory.copy(prompts)), nil),
      min(decisions.number(usually: count), UInt64(count))
    )
  }

  private mutating func prompt() -> cairn_prompt {
    var prompt = cairn_prompt()
    prompt.struct_size = decisions.choice(152, 144, 8, 0)
    prompt.kind = cairn_prompt_kind(decisions.byte() % 7)
    prompt.is_positive = decisions.choice(1, 0, 0, 2)
    prompt.index = decisions.number(usually: pointCount / 2)
    prompt.position = (decisions.real(), decisions.real(), decisions.real())
    prompt.size = (decisions.real(), decisions.real(), decisions.real())
    prompt.rotation.3 = decisions.choice(0, decisions.real())
    let mask: UnsafeMutablePointer<UInt8> = memory.copy(decisions.bytes(pointCount))
    prompt.mask = decisions.choice(UnsafePointer(mask), nil)
    // The true count belongs to the cloud that was made last; for a smaller one it is an error.
    prompt.mask_count = UInt64(decisions.choice(pointCount, 0))
    let corners = decisions.choice(3, 4, 0)
    prompt.vertices = UnsafePointer(memory.copy((0..<2 * corners).map { _ in decisions.real() }))
    prompt.vertex_count = UInt64(corners)
    prompt.view = UnsafePointer(
      memory.copy((0..<16).map { $0 % 5 == 0 ? decisions.choice(1, decisions.real()) : 0 }))
    prompt.includes_hidden = decisions.choice(0, 1, 3)
    prompt.reserved = decisions.choice(0, 0, 1)
    return prompt
  }

  /// Room for answers, of which some is missing now and then.
  private mutating func candidates() -> UnsafeMutablePointer<cairn_candidate> {
    memory.copy(
      (0..<3).map { _ in
        var candidate = cairn_candidate()
        candidate.struct_size = decisions.choice(48, 40, 0)
        let room = decisions.choice(pointCount, decisions.byte())
        candidate.mask = decisions.choice(memory.room(room), nil)
        candidate.logits = decisions.choice(nil, memory.room(room))
        candidate.capacity = UInt64(room)
        return candidate
      })
  }

  mutating func segment() {
    let (embedding, answers) = (handle(.embedding), candidates())
    let (prompts, count) = prompts()
    var found: UInt64 = 0
    let status = cairn_segment(
      embedding, prompts, count, answers, UInt64(decisions.choice(3, 1, 0)), &found)
    check(status)
    if status == CAIRN_OK { precondition(found > 0, "no answer") }
  }

  mutating func everything() {
    var options = cairn_everything_options()
    options.struct_size = decisions.choice(32, 24)
    options.click_count = decisions.choice(4, 0, .max)
    options.round_count = decisions.choice(1, 2, .max)
    options.minimum_score = Float(decisions.choice(0, decisions.real()))
    options.minimum_points = decisions.choice(0, .max)
    options.limit = decisions.choice(0, 1, .max)
    options.includes_surfaces = decisions.choice(0, 1, -1)
    var object = cairn_object()
    object.struct_size = decisions.choice(32, 0)
    let objects = memory.copy([object, object])
    let room = decisions.choice(pointCount, decisions.byte())
    let user = memory.copy([decisions.choice(Int32.max, 0, 1, 3)])
    var found: UInt64 = 0
    check(
      cairn_everything(
        handle(.embedding), &options, decisions.choice(true, false) ? nil : stopWhenZero, user,
        decisions.choice(memory.room(room), nil), UInt64(room), objects,
        UInt64(decisions.choice(2, 0)), &found))
  }

  mutating func changeSession() {
    let session = handle(.session)
    var changed: Int32 = 0
    switch decisions.byte() % 6 {
    case 0: check(cairn_session_undo(session, &changed))
    case 1: check(cairn_session_redo(session, nil))
    case 2: check(cairn_session_clear(session))
    case 3:
      let room = decisions.choice(pointCount, decisions.byte())
      check(cairn_session_copy_labels(session, memory.room(room), UInt64(room)))
    default:
      let (prompts, count) = prompts()
      let label = decisions.choice(1, UInt32(decisions.byte()), .max)
      check(cairn_session_set_prompts(session, label, prompts, count, candidates(), 3, nil))
    }
  }
}
