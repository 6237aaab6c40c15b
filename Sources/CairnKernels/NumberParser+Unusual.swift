/// Numbers in unusual forms, for which the standard library does the arithmetic.
extension NumberParser {
  /// Whole numbers of more than 18 digits, and those that a program wrote as 1.0 or 1e3.
  @inline(never)
  func slowInteger<Value: FixedWidthInteger>(
    _ start: Int, _ position: inout Int, as type: Value.Type
  ) throws(NumberFault) -> Value {
    position = start
    let token = try decimalToken(&position)
    if let value = Value(token) { return value }
    guard let double = Double(token) else { throw .notANumber }
    // Beyond 2⁵³ a Double no longer tells neighbours apart.
    guard double.magnitude <= 9_007_199_254_740_992, let value = Value(exactly: double) else {
      throw .outOfRange
    }
    return value
  }

  @inline(never)
  func slowFloat(_ start: Int, _ position: inout Int) throws(NumberFault) -> Float {
    position = start
    if let special = special(&position) { return Float(special) }
    guard let value = Float(try decimalToken(&position)) else { throw .notANumber }
    return value
  }

  @inline(never)
  func slowDouble(_ start: Int, _ position: inout Int) throws(NumberFault) -> Double {
    position = start
    if let special = special(&position) { return special }
    guard let value = Double(try decimalToken(&position)) else { throw .notANumber }
    return value
  }

  /// `nan`, `inf` and `infinity` in any case and with any sign; C writes `nan(…)` as well.
  private func special(_ position: inout Int) -> Double? {
    var stop = position
    while !isEnd(stop), stop - position < 24 { stop += 1 }
    guard isEnd(stop) else { return nil }
    var word = (position..<stop).map { byte($0) | 0x20 }
    let isNegative = byte(position) == 45
    if isNegative || byte(position) == 43 { word.removeFirst() }
    let value: Double
    switch String(decoding: word, as: UTF8.self) {
    // A sign means nothing here: the hardware's own NaN has one.
    case "nan", "nan(ind)", "nan(snan)": value = .nan
    case "inf", "infinity": value = isNegative ? -.infinity : .infinity
    default: return nil
    }
    position = stop
    return value
  }

  /// The token at a position, if it is written as a decimal number.
  private func decimalToken(_ position: inout Int) throws(NumberFault) -> String {
    let start = position
    if byte(position) == 45 || byte(position) == 43 { position += 1 }
    var digits = Digits()
    scan(&position, into: &digits)
    if byte(position) == 46 {
      position += 1
      scan(&position, into: &digits)
    }
    guard digits.count > 0 else { throw .notANumber }
    if byte(position) | 0x20 == 101 {
      position += 1
      if byte(position) == 45 || byte(position) == 43 { position += 1 }
      var power = Digits()
      scan(&position, into: &power)
      guard power.count > 0 else { throw .notANumber }
    }
    guard isEnd(position) else { throw .notANumber }
    // Swift does not take a point without digits on both sides, so write it as it does.
    var token = ""
    token.reserveCapacity(position - start + 2)
    var last: UInt8 = 0
    for index in start..<position {
      let byte = byte(index)
      if byte == 46, !isDigit(last) { token.append("0") }
      if byte | 0x20 == 101, last == 46 { token.append("0") }
      if !(byte == 43 && index == start) { token.unicodeScalars.append(Unicode.Scalar(byte)) }
      last = byte
    }
    if last == 46 { token.append("0") }
    return token
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
