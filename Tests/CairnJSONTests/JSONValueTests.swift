import CairnJSON
import Testing

struct JSONValueTests {
  static let documents: [(text: String, value: JSONValue)] = [
    ("null", .null), ("true", true), ("false", false), ("0", 0), ("-7", -7),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("1.0", .number(1)), ("0.1", 0.1), ("5e-324", .number(.leastNonzeroMagnitude)),
    ("1.7976931348623157e+308", .number(.greatestFiniteMagnitude)),
    ("\"\"", ""), (#""a\"b\\c\n\r\t\u0001/""#, "a\"b\\c\n\r\t\u{1}/"), ("\"é𝄞\"", "é𝄞"),
    ("[]", []), ("{}", [:]), ("[1,[2,[]],{}]", [1, [2, []], [:]]),
    (#"{"b":1,"a":{"x":null}}"#, ["b": 1, "a": ["x": nil]]),
  ]

  @Test(arguments: documents)
  func `text and value stand for each other`(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
    #expect(value.text() == text)
    #expect(try JSONValue(parsing: value.text(indented: true)) == value)
  }

  @Test func `blanks and other spellings are read`() throws {
    #expect(try JSONValue(parsing: " \t\r\n[ 1 , 2 ]\n") == [1, 2])
    #expect(try JSONValue(parsing: "\u{FEFF}1") == 1)
    #expect(try JSONValue(parsing: #""\u00e9\uD834\udd1e\/\b\f""#) == "é𝄞/\u{8}\u{C}")
    #expect(try JSONValue(parsing: "-1E+2") == .number(-100))
    #expect(try JSONValue(parsing: "-0").double?.sign == .minus)
    #expect(try JSONValue(parsing: "9223372036854775808") == .number(9_223_372_036_854_775_808))
  }

  @Test func `numbers that JSON does not have become null`() {
    #expect(
      JSONValue.array([.number(.nan), .number(.infinity), .number(-.infinity)]).text()
        == "[null,null,null]")
  }

  @Test func `indented text has a member a line`() {
    let value: JSONValue = ["a": [1, 2.5], "b": ["c": [["d": nil]]], "e": [:], "f": []]
    #expect(
      value.text(indented: true) == """
        {
          "a": [1, 2.5],
          "b": {
            "c": [
              {
                "d": null
              }
            ]
          },
          "e": {},
          "f": []
        }
        """)
  }

  static let broken: [(text: String, problem: JSONError.Problem, byteOffset: Int)] = [
    ("", .endsEarly, 0), ("  ", .endsEarly, 2), ("[", .endsEarly, 1), ("[1", .endsEarly, 2),
    ("[1,", .endsEarly, 3), ("{\"a\"", .endsEarly, 4), ("tru", .endsEarly, 3),
    ("\"ab", .endsEarly, 3), ("\"\\", .endsEarly, 2), ("\"\\u12", .endsEarly, 5),
    ("nul1", .unexpected(expected: "a value"), 0), ("NaN", .unexpected(expected: "a value"), 0),
    ("+1", .unexpected(expected: "a value"), 0), (".5", .unexpected(expected: "a value"), 0),
    ("[1,]", .unexpected(expected: "a value"), 3), ("[1 2]", .unexpected(expected: ", or ]"), 3),
    ("{a:1}", .unexpected(expected: "a name in quotation marks"), 1),
    ("{\"a\" 1}", .unexpected(expected: ":"), 5),
    ("{\"a\":1;}", .unexpected(expected: ", or }"), 6),
    ("01", .malformedNumber, 0), ("-", .malformedNumber, 0), ("1.", .malformedNumber, 0),
    ("[1e]", .malformedNumber, 1), ("1e999", .numberOutOfRange, 0),
    ("1 2", .textAfterValue, 2), ("\"a\nb\"", .controlCharacter, 2),
    (#""\x""#, .unknownEscape, 1), (#""\u12G4""#, .unknownEscape, 1),
    (#""\uD834""#, .loneSurrogate, 1), (#""\uDD1E""#, .loneSurrogate, 1),
    (#""\uD834\u0041""#, .loneSurrogate, 1), (#"{"a":1,"a":2}"#, .repeatedName("a"), 7),
  ]

  @Test(arguments: broken)
  func `broken text is refused with its place`(
    text: String, problem: JSONError.Problem, byteOffset: Int
  ) {
    let line = text.utf8.prefix(byteOffset).contains(UInt8(ascii: "\n")) ? 2 : 1
    #expect(throws: JSONError(problem, byteOffset: byteOffset, line: line)) {
      try JSONValue(parsing: text)
    }
  }

  @Test func `an error names its line`() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\n  \"a\": x\n}") }
    #expect(error?.line == 2)
    #expect(error?.description == "JSON, line 2, byte 9: expected a value")
  }

  @Test func `bytes that are not text are refused`() {
    #expect(throws: JSONError(.invalidUTF8, byteOffset: 1)) {
      try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22])
    }
  }

  @Test func `nesting beyond the limit is refused, however deep`() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONError(.tooDeep(limit: 100), byteOffset: 100)) {
      try JSONValue(parsing: deep)
    }
    let allowed = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try JSONValue(parsing: allowed).text() == allowed)
  }

  @Test func `members keep their order and can be removed`() {
    var object = JSONObject()
    for (index, name) in ["c", "a", "b"].enumerated() { object[name] = .integer(index) }
    object["a"] = nil
    object["c"] = 9
    #expect(object.names == ["c", "b"])
    #expect(object["b"] == 2)
    #expect(object["a"] == nil)
  }

  @Test func `accessors give nothing of the wrong kind`() {
    let value: JSONValue = ["n": 2.0, "s": "x"]
    #expect(value["n"]?.integer == 2)
    #expect(value["s"]?.integer == nil && value["s"]?.double == nil && value["s"]?.array == nil)
    #expect(JSONValue.integer(3).double == 3 && JSONValue.number(2.5).integer == nil)
    #expect(value["missing"] == nil && JSONValue.null["n"] == nil)
  }

  @Test func `no prefix and no single changed byte stops the parser`() {
    let seed = Array(#"{"a":[1,-2.5e3,"x\u00e9\uD834\uDD1E"],"b":{"c":null,"d":true}}"#.utf8)
    var outcomes = (read: 0, refused: 0)
    func attempt(_ bytes: [UInt8]) {
      if (try? JSONValue(parsing: bytes)) != nil {
        outcomes.read += 1
      } else {
        outcomes.refused += 1
      }
    }
    for end in 0..<seed.count { attempt(Array(seed[..<end])) }
    #expect(outcomes.read == 0)
    for index in seed.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = seed
        changed[index] = byte
        attempt(changed)
      }
    }
    #expect(outcomes.read > seed.count && outcomes.refused > seed.count)
  }
}
