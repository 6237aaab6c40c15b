// swift-format-ignore-file: AlwaysUseLowerCamelCase
import CCairn
import CairnSegmentation

/// Starts a session without objects.
@c @implementation
public func cairn_session_create(
  _ embedding: OpaquePointer?, _ session: UnsafeMutablePointer<OpaquePointer?>?
) -> cairn_status {
  unsafe performMaking(session, "session") { () throws(Failure) in
    unsafe (Handles.sessions.insert(HeldSession(try Handles.embeddings(embedding))), "")
  }
}

/// Gives a session back.
@c @implementation
public func cairn_session_close(_ session: OpaquePointer?) -> cairn_status {
  perform { () throws(Failure) in unsafe try Handles.sessions.close(session) }
}

/// Gives an object its complete list of prompts.
@c @implementation
public func cairn_session_set_prompts(
  _ session: OpaquePointer?, _ label: UInt32, _ prompts: UnsafePointer<cairn_prompt>?,
  _ promptCount: UInt64, _ candidates: UnsafeMutablePointer<cairn_candidate>?, _ capacity: UInt64,
  _ candidateCount: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.sessions(session)
    let pointCount = held.pointCount
    let buffers = unsafe try CandidateBuffers(
      candidates, capacity: capacity, answerCount: candidateCount, pointCount: pointCount)
    let prompts = unsafe try checkedPrompts(prompts, count: promptCount, pointCount: pointCount)
    buffers.fill(
      try held.change { session throws(SegmentationError) in
        try session.setPrompts(prompts, of: label)
      })
  }
}

/// Removes all objects.
@c @implementation
public func cairn_session_clear(_ session: OpaquePointer?) -> cairn_status {
  perform { () throws(Failure) in
    unsafe try Handles.sessions(session).change { session throws(SegmentationError) in
      session.clear()
    }
  }
}

/// Takes the last change back.
@c @implementation
public func cairn_session_undo(
  _ session: OpaquePointer?, _ changed: UnsafeMutablePointer<Int32>?
) -> cairn_status {
  unsafe step(session, changed) { $0.undo() }
}

/// Makes the change again that was last taken back.
@c @implementation
public func cairn_session_redo(
  _ session: OpaquePointer?, _ changed: UnsafeMutablePointer<Int32>?
) -> cairn_status {
  unsafe step(session, changed) { $0.redo() }
}

/// Goes back or forth by one change, and says whether there was one.
private func step(
  _ session: OpaquePointer?, _ changed: UnsafeMutablePointer<Int32>?,
  _ go: (inout SegmentationSession) -> Bool
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.sessions(session)
    unsafe try checkOptional(changed, "changed")
    let isChanged = try held.change { session throws(SegmentationError) in go(&session) }
    unsafe store(isChanged ? 1 : 0, at: changed)
  }
}

/// Copies the label of every point.
@c @implementation
public func cairn_session_copy_labels(
  _ session: OpaquePointer?, _ labels: UnsafeMutablePointer<UInt32>?, _ capacity: UInt64
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.sessions(session)
    let target = unsafe try checked(labels, "labels")
    try checkRoom(capacity, for: held.pointCount, "labels")
    let labels = try held.change { session throws(SegmentationError) in try session.labels() }
    unsafe target.update(from: labels, count: labels.count)
  }
}
