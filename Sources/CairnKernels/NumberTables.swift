/// The powers of ten that reading numbers needs, as spans over arrays that outlive them.
struct NumberTables: ~Escapable {
  /// 10ⁿ for n in 0…22, exact.
  let exact: Span<Double>
  /// 10⁻ⁿ for n in 0…22, the nearest Doubles.
  let inverse: Span<Double>
  /// 10ⁿ for n in 0…19.
  let whole: Span<UInt64>

  /// ``PowersOfTen/significands``.
  let significands: Span<UInt64>

  /// Takes the spans of the arrays in ``PowersOfTen``.
  @_lifetime(copy exact, copy inverse, copy whole, copy significands)
  init(
    exact: Span<Double>, inverse: Span<Double>, whole: Span<UInt64>, significands: Span<UInt64>
  ) {
    self.exact = exact
    self.inverse = inverse
    self.whole = whole
    self.significands = significands
  }
}
