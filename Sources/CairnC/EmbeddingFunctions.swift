// swift-format-ignore-file: AlwaysUseLowerCamelCase
import CCairn
import CairnClouds
import CairnSegmentation

/// Does all the work that does not depend on prompts.
@c @implementation
public func cairn_encode(
  _ predictor: OpaquePointer?, _ cloud: OpaquePointer?, _ progress: cairn_progress?,
  _ user: UnsafeMutableRawPointer?, _ embedding: UnsafeMutablePointer<OpaquePointer?>?
) -> cairn_status {
  unsafe performMaking(embedding, "embedding") { () throws(Failure) in
    let held = unsafe try Handles.predictors(predictor)
    let cloud = unsafe try Handles.clouds(cloud)
    let encoded = unsafe try held.threads.apply(
      watchedBy: ProgressCallback(progress, user)
    ) { () throws(SegmentationError) in try held.predictor.encode(cloud) }
    return unsafe (
      Handles.embeddings.insert(HeldEmbedding(embedding: encoded, threads: held.threads)), ""
    )
  }
}

/// Gives an embedding back.
@c @implementation
public func cairn_embedding_close(_ embedding: OpaquePointer?) -> cairn_status {
  perform { () throws(Failure) in unsafe try Handles.embeddings.close(embedding) }
}

/// The number of points of the cloud.
@c @implementation
public func cairn_embedding_size(
  _ embedding: OpaquePointer?, _ count: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.embeddings(embedding)
    let count = unsafe try checked(count, "count")
    unsafe count.pointee = UInt64(held.embedding.pointCount)
  }
}

/// Copies what the embedding can be made from again.
@c @implementation
public func cairn_embedding_save(
  _ embedding: OpaquePointer?, _ bytes: UnsafeMutableRawPointer?, _ capacity: UInt64,
  _ byteCount: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.embeddings(embedding)
    unsafe try checkOptional(byteCount, "byte_count")
    let saved: [UInt8]
    do throws(SavedEmbeddingError) { saved = try held.embedding.save() } catch {
      throw Failure(error)
    }
    unsafe try ByteTarget(bytes, capacity: capacity, byteCount: byteCount).copy(saved)
  }
}

/// Takes up an embedding that was saved.
@c @implementation
public func cairn_embedding_load(
  _ predictor: OpaquePointer?, _ cloud: OpaquePointer?, _ bytes: UnsafeRawPointer?,
  _ byteCount: UInt64, _ embedding: UnsafeMutablePointer<OpaquePointer?>?
) -> cairn_status {
  unsafe performMaking(embedding, "embedding") { () throws(Failure) in
    let held = unsafe try Handles.predictors(predictor)
    let cloud = unsafe try Handles.clouds(cloud)
    let saved = unsafe try checkedBytes(bytes, byteCount, "bytes")
    let loaded: any Embedding
    do throws(SavedEmbeddingError) {
      loaded = try held.predictor.load(saved, for: cloud)
    } catch {
      throw Failure(error)
    }
    return unsafe (
      Handles.embeddings.insert(HeldEmbedding(embedding: loaded, threads: held.threads)), ""
    )
  }
}

/// Finds the object that prompts mean.
@c @implementation
public func cairn_segment(
  _ embedding: OpaquePointer?, _ prompts: UnsafePointer<cairn_prompt>?, _ promptCount: UInt64,
  _ candidates: UnsafeMutablePointer<cairn_candidate>?, _ capacity: UInt64,
  _ candidateCount: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.embeddings(embedding)
    let pointCount = held.embedding.pointCount
    let buffers = unsafe try CandidateBuffers(
      candidates, capacity: capacity, answerCount: candidateCount, pointCount: pointCount)
    let prompts = unsafe try checkedPrompts(prompts, count: promptCount, pointCount: pointCount)
    buffers.fill(
      try held.threads.apply { () throws(SegmentationError) in
        try held.embedding.masks(for: prompts)
      })
  }
}

/// Finds every object without a prompt.
@c @implementation
public func cairn_everything(
  _ embedding: OpaquePointer?, _ options: UnsafePointer<cairn_everything_options>?,
  _ progress: cairn_progress?, _ user: UnsafeMutableRawPointer?,
  _ labels: UnsafeMutablePointer<UInt32>?, _ labelCapacity: UInt64,
  _ objects: UnsafeMutablePointer<cairn_object>?, _ objectCapacity: UInt64,
  _ objectCount: UnsafeMutablePointer<UInt64>?
) -> cairn_status {
  perform { () throws(Failure) in
    let held = unsafe try Handles.embeddings(embedding)
    let options = try EverythingOptions(unsafe try checkedOptions(options, "options"))
    let labels = unsafe try checked(labels, "labels")
    try checkRoom(labelCapacity, for: held.embedding.pointCount, "labels")
    unsafe try checkOptional(objectCount, "object_count")
    let structs = unsafe try SizedStructs(
      UnsafePointer(objects), count: objectCapacity, limit: 1_000_000, "objects")
    let found = unsafe try held.threads.apply(
      watchedBy: ProgressCallback(progress, user)
    ) { () throws(SegmentationError) in try held.embedding.everything(options) }
    unsafe labels.update(from: found.labels, count: found.labels.count)
    for (index, object) in found.objects.prefix(structs.count).enumerated() {
      structs.write(
        cairn_object(
          struct_size: structs[index].struct_size, label: object.label, score: object.score,
          clicked_point: UInt64(object.clickedPoint), point_count: UInt64(object.pointCount)),
        at: index)
    }
    unsafe store(UInt64(found.objects.count), at: objectCount)
  }
}

extension EverythingOptions {
  fileprivate init(_ options: cairn_everything_options?) throws(Failure) {
    self.init()
    guard let options else { return }
    guard options.click_count <= 10_000, options.round_count <= 100 else {
      throw Failure(
        CAIRN_BAD_ARGUMENT,
        "options: \(options.click_count) clicks in \(options.round_count) rounds are more than "
          + "10000 in 100")
    }
    guard (0...1).contains(options.minimum_score) else {
      throw Failure(
        CAIRN_BAD_ARGUMENT, "minimum_score: \(options.minimum_score) is not within 0...1")
    }
    if options.click_count > 0 { clickCount = Int(options.click_count) }
    if options.round_count > 0 { roundCount = Int(options.round_count) }
    if options.minimum_score > 0 { minimumScore = options.minimum_score }
    if options.minimum_points > 0 { minimumPoints = Int(options.minimum_points) }
    if options.limit > 0 { limit = Int(options.limit) }
    includesSurfaces = try checkedFlag(options.includes_surfaces, "includes_surfaces")
  }
}
