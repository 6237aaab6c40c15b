extension ReliabilityDiagram {
  /// Returns the picture: 480 × 680 pixels for each panel.
  public func picture() -> Picture {
    func blank(panels: Int) -> Picture {
      Picture(
        width: Layout.panelWidth * panels, height: Layout.height, color: SIMD4(255, 255, 255, 255))
    }
    var picture = blank(panels: panels.count)
    for (number, panel) in panels.enumerated() {
      // Each alone, so that a panel looks the same wherever it is.
      var single = blank(panels: 1)
      draw(panel, in: &single)
      picture.put(single, left: number * Layout.panelWidth, top: 0)
    }
    return picture
  }

  /// Where things are in a panel, in pixels.
  private enum Layout {
    static let panelWidth = 480
    static let height = 680
    static let left = 76
    static let width = 380
    /// The scores, and the counts below them.
    static let plotTop = 72
    static let plotHeight = 380
    static let countTop = 532
    static let countHeight = 84
    static let textHeight: Float = 11
  }

  private enum Ink {
    static let text = SIMD3<Float>(0.15, 0.16, 0.18)
    static let grid = SIMD3<Float>(0.89, 0.9, 0.92)
    static let frame = SIMD3<Float>(0.55, 0.57, 0.6)
    static let bar = SIMD3<Float>(0.68, 0.81, 0.94)
    static let dot = SIMD3<Float>(0.05, 0.3, 0.6)
    static let diagonal = SIMD3<Float>(0.85, 0.35, 0.2)
  }

  private func draw(_ panel: Panel, in picture: inout Picture) {
    let plot = Plot(
      left: Layout.left, top: Layout.plotTop, width: Layout.width, height: Layout.plotHeight)
    drawScores(panel, plot, in: &picture)
    drawCounts(panel, plot, in: &picture)
    picture.write(
      panel.title, at: [plot.place(0.5, 0).x, 30], height: 14,
      color: Ink.text, alignment: .middle)
  }

  /// A square in which scores from 0 to 1 go right and up.
  private struct Plot {
    var left, top, width, height: Int

    func place(_ x: Double, _ y: Double) -> SIMD2<Float> {
      // NaN compares false and is at the edge.
      let (x, y) = (x > 0 ? min(x, 1) : 0, y > 0 ? min(y, 1) : 0)
      return [Float(left) + Float(width) * Float(x), Float(top) + Float(height) * Float(1 - y)]
    }

    /// The columns of the bar of a bin, a little narrower than the bin.
    func columns(of bin: Bin) -> Range<Int> {
      let low = Int(place(bin.range.lowerBound, 0).x) + 2
      return low..<max(Int(place(bin.range.upperBound, 0).x) - 1, low + 1)
    }
  }

  private func drawScores(_ panel: Panel, _ plot: Plot, in picture: inout Picture) {
    for tick in 0...5 {
      let share = Double(tick) / 5
      let color = tick == 0 ? Ink.frame : Ink.grid
      picture.drawLine(from: plot.place(0, share), to: plot.place(1, share), width: 1, color: color)
      picture.drawLine(from: plot.place(share, 0), to: plot.place(share, 1), width: 1, color: color)
      let name = tick == 5 ? "1.0" : "0.\(2 * tick)"
      picture.write(
        name, at: plot.place(0, share) + [-8, Layout.textHeight / 2], height: Layout.textHeight,
        color: Ink.text, alignment: .right)
      picture.write(
        name, at: plot.place(share, 0) + [0, 18], height: Layout.textHeight, color: Ink.text,
        alignment: .middle)
    }
    for bin in panel.bins {
      guard let mean = bin.meanTrue else { continue }
      let (top, bottom) = (Int(plot.place(0, mean).y.rounded()), plot.top + plot.height)
      picture.fill(columns: plot.columns(of: bin), rows: top..<max(bottom, top), color: Ink.bar)
    }
    picture.drawLine(from: plot.place(0, 0), to: plot.place(1, 1), width: 1.5, color: Ink.diagonal)
    for bin in panel.bins {
      guard let expected = bin.meanExpected, let mean = bin.meanTrue else { continue }
      picture.drawDisc(at: plot.place(expected, mean), radius: 4, color: Ink.dot)
    }
    picture.write(
      "mean \(quantity) measured", at: [plot.place(0, 1).x - 50, Float(plot.top) - 12],
      height: Layout.textHeight, color: Ink.text)
    picture.write(
      "\(quantity) expected", at: plot.place(0.5, 0) + [0, 40], height: Layout.textHeight,
      color: Ink.text, alignment: .middle)
  }

  private func drawCounts(_ panel: Panel, _ plot: Plot, in picture: inout Picture) {
    let bottom = Layout.countTop + Layout.countHeight
    let most = max(panel.bins.map(\.count).max() ?? 0, 1)
    for bin in panel.bins {
      // What is there at all is seen.
      let share = Double(bin.count) / Double(most)
      let height = bin.count == 0 ? 0 : max(Int(share * Double(Layout.countHeight)), 1)
      let columns = plot.columns(of: bin)
      picture.fill(columns: columns, rows: bottom - height..<bottom, color: Ink.bar)
      picture.write(
        "\(bin.count)",
        at: [Float(columns.lowerBound + columns.upperBound) / 2, Float(bottom - height) - 5],
        height: 9, color: Ink.text, alignment: .middle)
    }
    let (start, end) = (plot.place(0, 0).x, plot.place(1, 0).x)
    picture.drawLine(
      from: [start, Float(bottom)], to: [end, Float(bottom)], width: 1, color: Ink.frame)
    picture.write(
      "answers: \(panel.bins.reduce(0) { $0 + $1.count })",
      at: [(start + end) / 2, Float(bottom) + 24], height: Layout.textHeight, color: Ink.text,
      alignment: .middle)
  }
}
