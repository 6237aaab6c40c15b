import CairnClouds

/// A hint at what to select: a click on or off the object, a box or a lasso around it, or a mask.
///
/// Positions are file coordinates. An index is a row of the file, rows with NaN coordinates counted.
public struct Prompt: Sendable, Hashable {
  /// The kinds of hints.
  public enum Kind: Sendable, Hashable {
    /// A click at a position; it counts for the nearest point with finite coordinates.
    case click(at: SIMD3<Double>, isPositive: Bool)
    /// A click on a row of the file.
    case clickOnPoint(index: Int, isPositive: Bool)
    /// The object lies inside a box.
    case box(PromptBox)
    /// The object is about what a mask selects.
    case mask(Mask)
    /// The object is what a polygon in a view encloses for the most part; of several, all enclose it.
    case polygon(PromptPolygon)
  }

  /// What kind of hint this is, with its data.
  public var kind: Kind

  /// Creates a hint.
  public init(_ kind: Kind) { self.kind = kind }

  /// A click on the object.
  public static func positive(at position: SIMD3<Double>) -> Prompt {
    Prompt(.click(at: position, isPositive: true))
  }

  /// A click on what is not the object.
  public static func negative(at position: SIMD3<Double>) -> Prompt {
    Prompt(.click(at: position, isPositive: false))
  }

  /// A click on a row of the file that belongs to the object.
  public static func positive(index: Int) -> Prompt {
    Prompt(.clickOnPoint(index: index, isPositive: true))
  }

  /// A click on a row of the file that does not belong to the object.
  public static func negative(index: Int) -> Prompt {
    Prompt(.clickOnPoint(index: index, isPositive: false))
  }

  /// A box that the object lies in.
  public static func box(_ box: PromptBox) -> Prompt { Prompt(.box(box)) }

  /// A mask of about the object.
  public static func mask(_ mask: Mask) -> Prompt { Prompt(.mask(mask)) }

  /// A polygon around the object in a view of the cloud.
  public static func polygon(_ polygon: PromptPolygon) -> Prompt { Prompt(.polygon(polygon)) }
}
