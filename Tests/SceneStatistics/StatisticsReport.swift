import Glibc

/// Real and generated clouds side by side: a table in Markdown and curves in SVG.
struct StatisticsReport {
  let name: String
  let real: CloudStatistics
  let generated: CloudStatistics

  private var pairs: [(CloudStatistics.Property, CloudStatistics.Property)] {
    zip(real.properties, generated.properties).filter {
      !$0.0.values.isEmpty && !$0.1.values.isEmpty
    }
  }

  /// Quantiles of both, and how far the distributions overlap.
  var table: String {
    var lines = [
      "| \(name) | unit | real: 10, 50, 90 % | generated: 10, 50, 90 % | overlap |",
      "|---|---|---|---|---|",
    ]
    for (real, generated) in pairs {
      let overlap = Histogram(real).overlap(with: Histogram(generated))
      lines.append(
        "| \(real.name) | \(real.unit) | \(quantiles(real.values)) "
          + "| \(quantiles(generated.values)) | \(Int((overlap * 100).rounded())) % |")
    }
    return lines.joined(separator: "\n")
  }

  /// Median noise of normals by range.
  func noiseTable(edges: [Float]) -> String {
    let columns = edges.map { "< \(text($0)) m" }.joined(separator: " | ")
    let rule = edges.map { _ in "---" }.joined(separator: "|")
    func row(_ name: String, _ statistics: CloudStatistics) -> String {
      let cells = statistics.noise(byRange: edges).map { $0.isNaN ? "–" : text($0) }
      return "| \(name) | \(cells.joined(separator: " | ")) |"
    }
    return """
      | noise of normals, median degrees | \(columns) |
      |---|\(rule)|
      \(row("real", real))
      \(row("generated", generated))
      """
  }

  /// The distributions as curves, two in a row.
  var plot: String {
    let (width, height) = (430.0, 170.0)
    let rows = (pairs.count + 1) / 2
    let total = Int(Double(rows) * height) + 40
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 \(total)" \
      font-family="sans-serif" font-size="12">
      <rect width="900" height="\(total)" fill="#ffffff"/>
      <text x="20" y="24" font-size="15">\(name): \
      <tspan fill="#3b6ea5">real</tspan> and <tspan fill="#c8792b">generated</tspan></text>

      """
    for (index, pair) in pairs.enumerated() {
      let x = 20 + Double(index % 2) * (width + 10)
      let y = 40 + Double(index / 2) * height
      let histograms = (Histogram(pair.0), Histogram(pair.1))
      let highest = max(histograms.0.shares.max() ?? 0, histograms.1.shares.max() ?? 0, 1e-6)
      func curve(_ histogram: Histogram) -> String {
        let step = width / Double(histogram.shares.count - 1)
        return histogram.shares.enumerated().map { place, share in
          "\(number(x + Double(place) * step)),\(number(y + 120 - 100 * Double(share / highest)))"
        }.joined(separator: " ")
      }
      svg += """
        <line x1="\(x)" y1="\(y + 120)" x2="\(x + width)" y2="\(y + 120)" stroke="#b0b0b0"/>
        <polyline fill="none" stroke="#3b6ea5" stroke-width="2" points="\(curve(histograms.0))"/>
        <polyline fill="none" stroke="#c8792b" stroke-width="2" points="\(curve(histograms.1))"/>
        <text x="\(x)" y="\(y + 14)">\(pair.0.name)</text>
        <text x="\(x)" y="\(y + 135)" fill="#555555">\(text(histograms.0.low))</text>
        <text x="\(x + width)" y="\(y + 135)" text-anchor="end" fill="#555555">\
        \(text(histograms.0.high))</text>
        <text x="\(x + width / 2)" y="\(y + 135)" text-anchor="middle" fill="#555555">\
        \(pair.0.unit)</text>

        """
    }
    return svg + "</svg>\n"
  }

  private func quantiles(_ values: [Float]) -> String {
    [0.1, 0.5, 0.9].map { text(quantile($0, of: values)) }.joined(separator: ", ")
  }

  private func text(_ value: Float) -> String {
    let hundredths = (Double(value) * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
  }

  private func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}

extension Histogram {
  init(_ property: CloudStatistics.Property) {
    self.init(property.values, from: property.range.lowerBound, to: property.range.upperBound)
  }
}
