import CairnJSON
import Glibc

/// What the harness of the peers measured: a table and a plot of medians of CPU time.
struct PeerComparison {
  /// One row of the harness for one cloud.
  struct Row {
    let name: String
    let dataset: String
    let threads: Int
    /// Medians in seconds, of CPU time for one thread and of wall time for more.
    var medians: [String: Double] = [:]

    /// The fastest peer.
    var best: (peer: String, seconds: Double)? {
      medians.filter { $0.key != "project" }.min { ($0.value, $0.key) < ($1.value, $1.key) }
        .map { ($0.key, $0.value) }
    }
    /// Our time as a share of the fastest peer's.
    var ratio: Double? {
      guard let own = medians["project"], let best else { return nil }
      return own / best.seconds
    }
  }

  private(set) var rows: [Row] = []

  /// Reads measurements.
  ///
  /// - Parameter lines: The harness's JSON lines.
  /// - Throws: What is wrong with a line.
  init(_ lines: some Sequence<String>) throws {
    var times: [[String: [Double]]] = []
    for line in lines where !line.isEmpty {
      let entry = try JSONValue(parsing: line)
      guard let row = entry["row"]?.string, let dataset = entry["dataset"]?.string,
        let peer = entry["peer"]?.string, let threads = entry["threads"]?.integer,
        let seconds = entry[threads == 1 ? "cpu" : "s"]?.double
      else { continue }
      let known = rows.firstIndex {
        $0.name == row && $0.dataset == dataset && $0.threads == threads
      }
      if known == nil {
        rows.append(Row(name: row, dataset: dataset, threads: threads))
        times.append([:])
      }
      times[known ?? rows.count - 1][peer, default: []].append(seconds)
    }
    for index in rows.indices {
      rows[index].medians = times[index].mapValues { $0.sorted()[$0.count / 2] }
    }
    rows.removeAll { $0.ratio == nil }
  }

  /// A row of Markdown for each row: our milliseconds, the fastest peer's, and the ratio.
  var table: String {
    rows.map { row in
      let own = Self.rounded((row.medians["project"] ?? 0) * 1e3)
      let best = row.best.map { "\($0.peer) \(Self.rounded($0.seconds * 1e3))" } ?? ""
      return "| \(row.dataset) | \(row.name) | \(row.threads) | \(own) | \(best) "
        + "| \(Self.rounded(row.ratio ?? 0)) |"
    }.joined(separator: "\n")
  }

  /// A picture of how many times faster than the fastest peer each row of one thread is.
  var plot: String {
    let bars = rows.filter { $0.threads == 1 }
    let (left, width, step) = (290.0, 500.0, 20.0)
    let height = Double(bars.count) * step + 70
    // Factors from 1 to 100, each ten times as far as the one before.
    func place(_ factor: Double) -> Double { left + width * min(max(log10(factor), 0), 2) / 2 }
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 \(Int(height))" \
      font-family="sans-serif" font-size="12">
      <rect width="900" height="\(Int(height))" fill="#ffffff"/>
      <text x="20" y="24" font-size="15">Times as fast as the fastest peer (CPU time, one \
      thread)</text>

      """
    for factor in [1.0, 2, 5, 10, 20, 50, 100] {
      let x = Self.rounded(place(factor))
      svg += """
        <line x1="\(x)" y1="40" x2="\(x)" y2="\(Int(height) - 22)" stroke="#d0d0d0"/>
        <text x="\(x)" y="\(Int(height) - 8)" text-anchor="middle" fill="#555555">\
        \(Int(factor))×</text>

        """
    }
    for (index, row) in bars.enumerated() {
      guard let ratio = row.ratio, let best = row.best else { continue }
      let y = 46 + Double(index) * step
      let end = place(1 / ratio)
      let color = row.dataset == "street" ? "#3b6ea5" : "#c8792b"
      svg += """
        <text x="\(left - 8)" y="\(y + 12)" text-anchor="end">\(Self.label(of: row))</text>
        <rect x="\(left)" y="\(y + 1)" width="\(Self.rounded(max(end - left, 1)))" \
        height="\(step - 5)" fill="\(color)"/>
        <text x="\(Self.rounded(end + 5))" y="\(y + 12)" fill="#333333">\
        \(Self.rounded(1 / ratio)) (\(best.peer))</text>

        """
    }
    return svg + "</svg>\n"
  }

  /// A row's name, cut where it is too long for the plot.
  private static func label(of row: Row) -> String {
    let name = "\(row.dataset): \(row.name)"
    return name.count <= 42 ? name : name.prefix(41) + "…"
  }

  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    guard value < 99.5 else { return String(Int(value.rounded())) }
    let fraction = String(hundredths % 100)
    return "\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
  }
}
