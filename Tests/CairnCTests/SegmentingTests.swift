import CCairn
import CairnC
import CairnClouds
import CairnFiles
import CairnGeometry
import CairnSegmentation
import Foundation
import Testing

struct SegmentingTests {
  @Test(arguments: ["model", "graph", "clusters"])
  func `clicks, boxes, masks and polygons answer as in Swift`(_ method: String) throws {
    let opened = try Opened(method: method)
    let (n, cloud) = (opened.count, opened.swift)
    let predictors: [any Predictor] = [NetworkPredictor(), GraphPredictor(), ClustersPredictor()]
    let predictor = try #require(predictors.first { type(of: $0).method == method })
    let embedding = try predictor.encode(cloud)
    let (inside, other) = (Int(opened.point(of: 1)), Int(opened.point(of: 2)))
    let place = try #require(cloud.positions).global(inside)
    let rough = (cloud.labels ?? []).map { $0 == 1 }
    let bytes = rough.map { $0 ? UInt8(255) : 0 }
    // Looks down on the points around the click.
    let view = [1.0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    let corners = [
      place.x - 0.1, place.y - 0.1, place.x + 0.1, place.y - 0.1, place.x, place.y + 0.1,
    ]
    let polygon = PromptPolygon(
      vertices: [[corners[0], corners[1]], [corners[2], corners[3]], [corners[4], corners[5]]],
      view: try #require(.init(view)), includesHidden: true)
    try bytes.withUnsafeBufferPointer { bytes in
      try corners.withUnsafeBufferPointer { corners in
        try view.withUnsafeBufferPointer { view in
          var lasso = cairn_polygon_in_view(corners.baseAddress, 3, view.baseAddress)
          lasso.includes_hidden = 1
          let turn = [0, 0, 0.6, 0.8]
          let size = [0.3, 0.2, 0.25]
          let pairs: [([cairn_prompt], [Prompt])] = [
            ([cairn_click_at(place.x, place.y, place.z, 1)], [.positive(at: place)]),
            (
              [cairn_click_on(UInt64(inside), 1), cairn_click_on(UInt64(other), 0)],
              [.positive(index: inside), .negative(index: other)]
            ),
            (
              [cairn_box_around([place.x, place.y, place.z], size, turn)],
              [
                .box(
                  PromptBox(
                    center: place, size: [0.3, 0.2, 0.25],
                    rotation: try #require(.init(quaternion: [0, 0, 0.6, 0.8]))))
              ]
            ),
            (
              [cairn_box_around([place.x, place.y, place.z], size, nil)],
              [.box(PromptBox(center: place, size: [0.3, 0.2, 0.25]))]
            ),
            ([cairn_rough_mask(bytes.baseAddress, UInt64(n))], [.mask(Mask(rough))]),
            ([lasso], [.polygon(polygon)]),
          ]
          for (prompts, swift) in pairs {
            let expected = try embedding.masks(for: swift)
            let (answers, found) = try Answer.all(capacity: 3, count: n) {
              cairn_segment(opened.embedding, prompts, UInt64(prompts.count), $0, $1, $2)
            }
            #expect(Int(found) == expected.count)
            for (answer, candidate) in zip(answers, expected) {
              #expect(answer.mask == candidate.mask.isSelected.map { $0 ? 1 : 0 })
              #expect(answer.logits == candidate.logits)
              #expect(answer.iouScore == candidate.iouScore)
              #expect(answer.selectedCount == UInt64(candidate.mask.selectedCount))
            }
            // What there is no answer for stays as it was.
            for answer in answers[expected.count...] { #expect(answer.mask[0] == 7) }
          }
        }
      }
    }
  }

  @Test func `results that nobody wants are not written`() throws {
    let opened = try Opened()
    var click = cairn_click_on(opened.point(of: 1), 1)
    try succeed(cairn_segment(opened.embedding, &click, 1, nil, 0, nil))
    var counts = cairn_candidate.sized
    var found: UInt64 = 0
    try succeed(cairn_segment(opened.embedding, &click, 1, &counts, 1, &found))
    #expect(counts.selected_count > 20 && counts.iou_score > 0 && found == 3)
    var mask = [UInt8](repeating: 7, count: opened.count)
    try mask.withUnsafeMutableBufferPointer { mask in
      counts.mask = mask.baseAddress
      counts.capacity = UInt64(mask.count)
      try succeed(cairn_segment(opened.embedding, &click, 1, &counts, 1, nil))
    }
    #expect(mask.count { $0 == 1 } == Int(counts.selected_count))
  }

  @Test func `memory without room stays as it was`() throws {
    let opened = try Opened()
    var click = cairn_click_on(opened.point(of: 1), 1)
    var mask = [UInt8](repeating: 7, count: opened.count)
    mask.withUnsafeMutableBufferPointer { mask in
      var candidate = cairn_candidate.sized
      candidate.mask = mask.baseAddress
      candidate.capacity = UInt64(mask.count) - 1
      let status = cairn_segment(opened.embedding, &click, 1, &candidate, 1, nil)
      #expect(status == CAIRN_BUFFER_TOO_SMALL)
      #expect(lastError.contains("candidates[0]: there is room for"))
      candidate.capacity += 1
      candidate.struct_size = 40
      #expect(
        cairn_segment(opened.embedding, &click, 1, &candidate, 1, nil) == CAIRN_BAD_ARGUMENT)
      candidate = .sized
      candidate.capacity = .max
      candidate.logits = UnsafeMutableRawPointer(mask.baseAddress! + 1)
        .assumingMemoryBound(to: Float.self)
      #expect(
        cairn_segment(opened.embedding, &click, 1, &candidate, 1, nil) == CAIRN_BAD_ARGUMENT)
      #expect(
        cairn_segment(opened.embedding, &click, 1, &candidate, .max, nil) == CAIRN_BAD_ARGUMENT)
      #expect(cairn_segment(opened.embedding, &click, 1, nil, 1, nil) == CAIRN_BAD_ARGUMENT)
    }
    #expect(mask.allSatisfy { $0 == 7 })
    var labels = [UInt32](repeating: 7, count: 8)
    let short = cairn_everything(opened.embedding, nil, nil, nil, &labels, 8, nil, 0, nil)
    #expect(short == CAIRN_BUFFER_TOO_SMALL)
    #expect(labels.allSatisfy { $0 == 7 })
  }

  /// A prompt that makes no sense.
  struct BadPrompt: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var status = CAIRN_BAD_PROMPT
    var make: @Sendable (_ pointCount: Int) -> cairn_prompt
  }

  static let badPrompts: [BadPrompt] = [
    BadPrompt(testDescription: "kind 0") { _ in cairn_prompt_of_kind(0) },
    BadPrompt(testDescription: "kind 6") { _ in cairn_prompt_of_kind(6) },
    BadPrompt(testDescription: "click at NaN") { _ in cairn_click_at(.nan, 0, 0, 1) },
    BadPrompt(testDescription: "click at infinity") { _ in cairn_click_at(0, -.infinity, 0, 1) },
    BadPrompt(testDescription: "click on no point") { cairn_click_on(UInt64($0), 1) },
    BadPrompt(testDescription: "click on an absurd point") { _ in cairn_click_on(.max, 1) },
    BadPrompt(testDescription: "half positive", status: CAIRN_BAD_ARGUMENT) { _ in
      cairn_click_on(0, 2)
    },
    BadPrompt(testDescription: "flat box") { _ in cairn_box_around([0, 0, 0], [1, 0, 1], nil) },
    BadPrompt(testDescription: "box at NaN") { _ in cairn_box_around([0, .nan, 0], [1, 1, 1], nil)
    },
    BadPrompt(testDescription: "box turned by NaN") { _ in
      cairn_box_around([0, 0, 0], [1, 1, 1], [0, 0, .nan, 1])
    },
    BadPrompt(testDescription: "null mask", status: CAIRN_BAD_ARGUMENT) {
      cairn_rough_mask(nil, UInt64($0))
    },
    BadPrompt(testDescription: "null vertices", status: CAIRN_BAD_ARGUMENT) { _ in
      cairn_polygon_in_view(nil, 3, nil)
    },
    BadPrompt(testDescription: "absurd polygon") { _ in cairn_polygon_in_view(nil, .max, nil) },
    BadPrompt(testDescription: "reserved") { _ in
      var prompt = cairn_click_on(0, 1)
      prompt.reserved = 1
      return prompt
    },
  ]

  @Test(arguments: badPrompts)
  func `a prompt that makes no sense is refused with its number`(_ bad: BadPrompt) throws {
    let opened = try Opened(method: "clusters")
    let prompts = [cairn_click_on(0, 1), bad.make(opened.count)]
    #expect(cairn_segment(opened.embedding, prompts, 2, nil, 0, nil) == bad.status)
    #expect(lastError.hasPrefix("prompt 1"), "\(lastError)")
    var session: OpaquePointer?
    try succeed(cairn_session_create(opened.embedding, &session))
    #expect(cairn_session_set_prompts(session, 1, prompts, 2, nil, 0, nil) == bad.status)
    var changed: Int32 = 9
    try succeed(cairn_session_undo(session, &changed))
    #expect(changed == 0)
    try succeed(cairn_session_close(session))
  }

  @Test func `prompts that are null, short, too many or of another cloud are refused`() throws {
    let opened = try Opened(method: "clusters")
    #expect(cairn_segment(opened.embedding, nil, 0, nil, 0, nil) == CAIRN_BAD_PROMPT)
    #expect(cairn_segment(opened.embedding, nil, 1, nil, 0, nil) == CAIRN_BAD_ARGUMENT)
    var click = cairn_click_on(0, 1)
    #expect(cairn_segment(opened.embedding, &click, .max, nil, 0, nil) == CAIRN_BAD_ARGUMENT)
    click.struct_size -= 8
    #expect(cairn_segment(opened.embedding, &click, 1, nil, 0, nil) == CAIRN_BAD_ARGUMENT)
    var mixed = [cairn_click_on(0, 1), cairn_click_on(0, 1)]
    mixed[1].struct_size += 8
    #expect(cairn_segment(opened.embedding, mixed, 2, nil, 0, nil) == CAIRN_BAD_ARGUMENT)
    #expect(lastError.hasPrefix("prompts[1]"))
    let mask: [UInt8] = [1, 0]
    mask.withUnsafeBufferPointer {
      var rough = cairn_rough_mask($0.baseAddress, 2)
      #expect(cairn_segment(opened.embedding, &rough, 1, nil, 0, nil) == CAIRN_BAD_PROMPT)
    }
  }

  @Test(arguments: [1e-300, 1e300, Double.greatestFiniteMagnitude])
  func `absurd lengths are answered or refused`(_ length: Double) throws {
    let opened = try Opened()
    var prompts = [
      cairn_click_at(length, -length, length, 1),
      cairn_box_around([0, 0, 0], [length, length, length], nil),
      cairn_box_around([length, 0, 0], [1, 1, 1], [length, 0, 0, 0]),
    ]
    let view = [length, 0, 0, 0, 0, length, 0, 0, 0, 0, length, 0, 0, 0, 0, 1]
    let corners = [-length, -length, length, -length, 0, length]
    view.withUnsafeBufferPointer { view in
      corners.withUnsafeBufferPointer { corners in
        prompts.append(cairn_polygon_in_view(corners.baseAddress, 3, view.baseAddress))
        for prompt in prompts {
          let status = cairn_segment(opened.embedding, [prompt], 1, nil, 0, nil)
          #expect([CAIRN_OK, CAIRN_BAD_PROMPT].contains(Int(status)))
        }
      }
    }
  }

  @Test(arguments: ["model", "graph", "clusters"])
  func `clouds of absurd shape are encoded or refused`(_ method: String) throws {
    let predictor = try Opened.predictor(method)
    let largest = Float.greatestFiniteMagnitude
    func line(_ step: Float) -> [SIMD3<Float>] { (0..<500).map { [Float($0) * step, 0, step] } }
    func sheet(withStray stray: Float) -> [SIMD3<Float>] {
      (0..<500).map { [$0 == 7 ? stray : Float($0 % 20), Float($0 / 20), 0] }
    }
    func places(_ distance: Float) -> [SIMD3<Float>] {
      (0..<60).map { [Float($0 % 2) * distance, 0, 0] }
    }
    let shapes: [(points: [SIMD3<Float>], status: Int)] = [
      ([[0, 0, 0]], CAIRN_OK), (places(2e-18), CAIRN_OK), (places(5e17), CAIRN_OK),
      (Array(repeating: [1, 2, 3], count: 100), CAIRN_OK),
      ([[.nan, 0, 0], [0, .infinity, 0], [0, 0, 1]], CAIRN_OK),
      (line(1e10), CAIRN_OK), (line(1e-10), CAIRN_OK),
      (sheet(withStray: 1e6), CAIRN_OK), (sheet(withStray: 1e12), CAIRN_OK),
      (line(1e30), CAIRN_BAD_CLOUD), (line(1e-36), CAIRN_BAD_CLOUD),
      (sheet(withStray: 1e38), CAIRN_BAD_CLOUD),
      ([[-largest, -largest, -largest], [largest, largest, largest]], CAIRN_BAD_CLOUD),
      ([[0, 0, 0], [.leastNonzeroMagnitude, 0, 0]], CAIRN_BAD_CLOUD),
      ([[.nan, .nan, .nan]], CAIRN_BAD_CLOUD),
    ]
    for (number, (shape, expected)) in shapes.enumerated() {
      let points = ViewedCloud(count: shape.count, stride: 12)
      for (axis, name) in ["x", "y", "z"].enumerated() {
        points.add(name, CAIRN_FLOAT32, at: 4 * axis, stride: 12, shape.map { $0[axis] })
      }
      var (cloud, embedding): (OpaquePointer?, OpaquePointer?)
      try succeed(points.create(&cloud))
      let status = cairn_encode(predictor, cloud, nil, nil, &embedding)
      #expect(status == expected, "shape \(number)")
      if status == CAIRN_OK {
        var click = cairn_click_on(UInt64(shape.count - 1), 1)
        try succeed(cairn_segment(embedding, &click, 1, nil, 0, nil))
        var labels = [UInt32](repeating: 0, count: shape.count)
        try succeed(
          cairn_everything(embedding, nil, nil, nil, &labels, UInt64(shape.count), nil, 0, nil))
      }
      try succeed(cairn_embedding_close(embedding))
      try succeed(cairn_cloud_close(cloud))
    }
    try succeed(cairn_predictor_close(predictor))
  }
}
