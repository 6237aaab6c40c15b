extension JSONValue {
  /// Returns the value as JSON text.
  ///
  /// Numbers come out as the shortest text that reads back as the same number; NaN and infinities,
  /// which JSON does not have, as `null`.
  ///
  /// - Parameter indented: Whether every member gets a line of its own (arrays of plain values
  ///   stay on one line); otherwise there is no line break and no blank.
  /// - Returns: The text, without a line break at its end.
  public func text(indented: Bool = false) -> String {
    var output = ""
    write(into: &output, indentation: indented ? 0 : nil)
    return output
  }

  private func write(into output: inout String, indentation: Int?) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.write(value, into: &output)
    case .array(let values):
      let isFlat = values.allSatisfy { $0.array == nil && $0.object == nil }
      Self.writeList(
        values, brackets: ("[", "]"), into: &output, indentation: isFlat ? nil : indentation,
        separator: indentation == nil ? "," : ", "
      ) { value, output, indentation in
        value.write(into: &output, indentation: indentation)
      }
    case .object(let object):
      Self.writeList(
        object.members, brackets: ("{", "}"), into: &output, indentation: indentation,
        separator: ","
      ) { member, output, indentation in
        Self.write(member.name, into: &output)
        output += indentation == nil ? ":" : ": "
        member.value.write(into: &output, indentation: indentation)
      }
    }
  }

  private static func writeList<Entry>(
    _ entries: [Entry], brackets: (String, String), into output: inout String, indentation: Int?,
    separator: String, body: (Entry, inout String, Int?) -> Void
  ) {
    output += brackets.0
    for (index, entry) in entries.enumerated() {
      if let indentation {
        output += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: 2 * indentation + 2)
      } else if index > 0 {
        output += separator
      }
      body(entry, &output, indentation.map { $0 + 1 })
    }
    if let indentation, !entries.isEmpty {
      output += "\n" + String(repeating: " ", count: 2 * indentation)
    }
    output += brackets.1
  }

  private static func write(_ string: String, into output: inout String) {
    output += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON text on one line.
  public var description: String { text() }
}
