import CairnClouds
import CairnFiles
import CairnJSON
import Testing

struct LabelSidecarTests {
  typealias Failure = LabelSidecar.Failure

  let sidecar = LabelSidecar(
    method: "graph", source: "scan \"1\".ply",
    prompts: [["object": 1, "clicks": [["index": 5, "positive": true]]]],
    objects: [
      LabelSidecar.Object(
        id: 1, name: "Tasse", color: [34, 136, 221], count: 2,
        box: LabelSidecar.Bounds(min: [5_000_000.123, -1, 0], max: [5_000_001, 1e-20, 0.1]),
        score: 0.75),
      LabelSidecar.Object(id: 4_294_967_295, count: 0),
    ])

  @Test func `a sidecar survives its file`() throws {
    let bytes = try written { try sidecar.write(to: $0) }
    #expect(try reading(bytes) { try LabelSidecar(reading: &$0) } == sidecar)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {
          "version": 1,
          "method": "graph",
          "weights": null,
          "source": "scan \\"1\\".ply",
          "prompts": [
            {
              "object": 1,
              "clicks": [
                {
                  "index": 5,
                  "positive": true
                }
              ]
            }
          ],
          "objects": [
            {
              "id": 1,
              "name": "Tasse",
              "color": [34, 136, 221],
              "count": 2,
              "box": {
                "min": [5000000.123, -1.0, 0.0],
                "max": [5000001.0, 1e-20, 0.1]
              },
              "score": 0.75
            },
            {
              "id": 4294967295,
              "name": null,
              "color": null,
              "count": 0,
              "box": null,
              "score": null
            }
          ]
        }

        """)
  }

  @Test func `objects are counted, boxed and coloured`() {
    let cloud = PointCloud(
      count: 5,
      columns: [
        Field("x", .float64([1, .nan, 3, 5, 9])), Field("y", .float32([1, 2, 3, 4, 9])),
        Field("z", .int8([1, 2, -3, 4, 9])),
      ])
    #expect(
      LabelSidecar.Object.all(in: cloud, labels: [3, 3, 3, 2, 0]) == [
        LabelSidecar.Object(
          id: 2, color: LabelPalette.color(of: 2), count: 1,
          box: .init(min: [5, 4, 4], max: [5, 4, 4])),
        LabelSidecar.Object(
          id: 3, color: LabelPalette.color(of: 3), count: 3,
          box: .init(min: [1, 1, -3], max: [3, 3, 1])),
      ])
    let bare = PointCloud(count: 1, columns: [])
    #expect(
      LabelSidecar.Object.all(in: bare, labels: [.max])
        == [LabelSidecar.Object(id: .max, color: LabelPalette.color(of: .max), count: 1)])
  }

  static let broken: [(path: [String], value: JSONValue?, failure: Failure)] = [
    (["version"], nil, .badValue(path: "version", expected: "a whole number")),
    (["version"], 2, .unknownVersion(2)),
    (["method"], 1, .badValue(path: "method", expected: "a string")),
    (["weights"], 1, .badValue(path: "weights", expected: "a string or null")),
    (["objects"], nil, .badValue(path: "objects", expected: "an array")),
    (["objects"], [1], .badValue(path: "objects[0]", expected: "an object")),
    (
      ["objects"], [["id": 0, "count": 1]],
      .badValue(path: "objects[0].id", expected: "a whole number from 1 to 4294967295")
    ),
    (
      ["objects"], [["id": 1, "count": 1], ["id": 2, "count": -1]],
      .badValue(path: "objects[1].count", expected: "a whole number from 0")
    ),
    (
      ["objects"], [["id": 1, "count": 1, "color": [1, 2, 256]]],
      .badValue(path: "objects[0].color", expected: "three whole numbers from 0 to 255, or null")
    ),
    (
      ["objects"], [["id": 1, "count": 1, "box": ["min": [1, 2, 3]]]],
      .badValue(
        path: "objects[0].box", expected: "an object with min and max of three numbers, or null")
    ),
  ]

  @Test(arguments: broken)
  func `a wrong member is named`(path: [String], value: JSONValue?, failure: Failure) throws {
    var object = try #require(sidecar.json.object)
    object[path[0]] = value
    #expect(throws: failure) { try LabelSidecar(json: .object(object)) }
  }

  @Test func `what is no JSON object is refused, unknown members are passed over`() throws {
    #expect(throws: Failure.badValue(path: "the file", expected: "an object")) {
      try LabelSidecar(json: [1])
    }
    #expect(throws: Failure.json(JSONError(.endsEarly, byteOffset: 1))) {
      try reading(Array("{".utf8)) { try LabelSidecar(reading: &$0) }
    }
    var object = try #require(sidecar.json.object)
    object["later"] = ["x": 1]
    #expect(try LabelSidecar(json: .object(object)) == sidecar)
  }

  @Test(arguments: [
    ("out.ply", "out.labels.json"), ("a.b/out", "a.b/out.labels.json"),
    ("/d/.hidden", "/d/.hidden.labels.json"), ("s.pcd.bin", "s.labels.json"),
    ("x.y.pcd", "x.y.labels.json"),
  ])
  func `the sidecar lies beside the cloud`(cloud: String, path: String) {
    #expect(LabelSidecar.path(for: cloud) == path)
  }
}
