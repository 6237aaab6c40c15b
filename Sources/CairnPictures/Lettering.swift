/// The shapes of letters, drawn with a pen of one width.
///
/// A letter is a few strokes on a grid: 0 is where descenders end, 2 the line on which letters stand,
/// 6 the height of small letters and 8 that of capitals and digits.
struct Lettering: Sendable {
  /// Units from one row of the grid to the next, for letters whose capitals are 6 rows high.
  private let unit: Float

  /// Letters of a size.
  ///
  /// - Parameter height: How high capitals and digits are, in pixels.
  init(height: Float) { unit = height / 6 }

  /// How thick the pen is, in pixels.
  var penWidth: Float { max(unit * 0.75, 1) }

  /// How much room a line of text takes from the left edge of its first letter to the right edge of
  /// its last, in pixels.
  func width(of text: String) -> Float {
    let widths = text.map { Self.letter($0).width }
    return widths.isEmpty ? 0 : unit * (widths.reduce(0, +) + Self.gap * Float(widths.count - 1))
  }

  /// The strokes of a line of text.
  ///
  /// - Parameters:
  ///   - text: Letters that are not known are drawn as boxes.
  ///   - start: The left end of the line on which the letters stand; rows count down.
  /// - Returns: Polylines; a dot is one without length.
  func strokes(of text: String, from start: SIMD2<Float>) -> [[SIMD2<Float>]] {
    var strokes: [[SIMD2<Float>]] = []
    var left: Float = 0
    for character in text {
      let letter = Self.letter(character)
      for stroke in letter.strokes {
        strokes.append(
          stroke.map { start + unit * SIMD2($0.x + left, 2 - $0.y) })
      }
      left += letter.width + Self.gap
    }
    return strokes
  }

  private static let gap: Float = 1.8

  /// A letter on the grid.
  private struct Letter: Sendable {
    var width: Float
    var strokes: [[SIMD2<Float>]]
  }

  private static func letter(_ character: Character) -> Letter { letters[character] ?? unknown }

  private static let letters: [Character: Letter] = {
    var letters = shapes.mapValues(drawn)
    letters[" "] = Letter(width: 1.6, strokes: [])
    return letters
  }()
  private static let unknown = drawn("0242480802")

  /// Reads a shape: strokes of pairs of digits, across and up.
  ///
  /// The corners of a stroke after ~ are rounded; where it ends at its beginning it is closed.
  private static func drawn(_ shape: String) -> Letter {
    let strokes = shape.split(separator: " ").map { stroke in
      let isRound = stroke.first == "~"
      let digits = stroke.drop { $0 == "~" }.compactMap(\.wholeNumberValue).map(Float.init)
      let corners = stride(from: 0, to: digits.count - 1, by: 2).map {
        SIMD2(digits[$0], digits[$0 + 1])
      }
      return isRound ? rounded(corners) : corners
    }
    return Letter(width: strokes.joined().map(\.x).max() ?? 0, strokes: strokes)
  }

  /// The quadratic B-spline of some corners: it begins and ends at the first and the last one, or is
  /// closed where these are the same.
  private static func rounded(_ corners: [SIMD2<Float>]) -> [SIMD2<Float>] {
    guard corners.count > 2 else { return corners }
    var pieces: [(from: SIMD2<Float>, around: SIMD2<Float>, to: SIMD2<Float>)] = []
    let isClosed = corners.first == corners.last
    let turns = isClosed ? Array(corners.dropLast()) : Array(corners[1..<corners.count - 1])
    for (index, turn) in turns.enumerated() {
      let before = isClosed ? turns[(index + turns.count - 1) % turns.count] : corners[index]
      let after = isClosed ? turns[(index + 1) % turns.count] : corners[index + 2]
      let isFirst = !isClosed && index == 0
      let isLast = !isClosed && index == turns.count - 1
      pieces.append(
        (isFirst ? before : (before + turn) / 2, turn, isLast ? after : (turn + after) / 2))
    }
    var line = [pieces[0].from]
    for piece in pieces {
      for step in 1...6 {
        let share = Float(step) / 6
        let (first, second) = (
          piece.from + (piece.around - piece.from) * share,
          piece.around + (piece.to - piece.around) * share
        )
        line.append(first + (second - first) * share)
      }
    }
    return line
  }

  private static let shapes: [Character: String] = [
    "0": "~0242480802", "1": "062822 0242", "2": "~0608484502 0242",
    "3": "~0708484525 ~2545420203", "4": "380444 3832", "5": "480805 ~0546420203",
    "6": "~0242460602 ~47480804", "7": "084812", "8": "~0545480805 ~0242450502",
    "9": "~0444480804 ~46420203",
    "A": "022842 1535", "B": "0208 0828 ~28484525 0525 ~25454222 0222", "C": "~474808024243",
    "D": "0208 0828 ~28484222 0222", "E": "48080242 0535", "F": "480802 0535",
    "G": "~474808024245 4525", "H": "0208 4248 0545", "I": "0208", "J": "3834 ~34320204",
    "K": "0208 0448 1542", "L": "080242", "M": "0208244842", "N": "02084248",
    "O": "~0252580802", "P": "0208 0828 ~28484424 0424", "Q": "~0252580802 3452",
    "R": "0208 0828 ~28484525 0525 2542", "S": "~4748080545420203", "T": "0848 2822",
    "U": "0804 ~04024244 4448", "V": "082248", "W": "0812375268", "X": "0842 0248",
    "Y": "082548 2522", "Z": "08480242",
    "a": "~0242460602 4642", "b": "0208 ~0242460602", "c": "~454606024243",
    "d": "4248 ~0242460602", "e": "0444 ~444606024243", "f": "~381816 1612 0636",
    "g": "~0242460602 4642 ~42400001", "h": "0208 ~04063634 3432", "i": "0206 0808",
    "j": "1612 ~121000 1818", "k": "0208 0336 1432", "l": "0803 ~030212",
    "m": "0206 ~04062624 2422 ~24264644 4442", "n": "0206 ~04063634 3432", "o": "~0242460602",
    "p": "0006 ~0242460602", "q": "4046 ~0242460602", "r": "0206 ~040626",
    "s": "~3536060434320203", "t": "1813 ~131232 0636", "u": "0604 ~04023234 3632",
    "v": "062246", "w": "0612365266", "x": "0236 0632", "y": "0622 4610", "z": "06360232",
    ".": "0202", ",": "1201", ":": "0202 0505", "-": "0424", "–": "0444", "_": "0141",
    "/": "0138", "(": "~28070321", ")": "~08272301", "=": "0333 0535", "+": "0444 2226",
    "%": "~0626280806 ~3252543432 1248", "<": "360432", ">": "063402", "'": "0807", "|": "0108",
  ]
}
