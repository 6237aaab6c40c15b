/// How to look for every object of a cloud.
public struct EverythingOptions: Sendable, Hashable {
  /// How many clicks the program places in each round; `nil` is as many as do for the method: 400, or 150
  /// for the network, which knows about where objects are.
  public var clickCount: Int?
  /// How many rounds there are, each where nothing was found so far; `nil` is three, or two for the network.
  public var roundCount: Int?
  /// Objects that the method and the agreement of clicks vouch for less are left out, 0…1; `nil` is 0.2, or
  /// 0.05 for the network, 0.3 where it looks for surfaces too.
  public var minimumScore: Float?
  /// Objects with fewer points are left out; `nil` is a thousandth of the cloud's, 50 at least.
  public var minimumPoints: Int?
  /// At most so many objects are kept, those of the highest score; `nil` keeps all.
  public var limit: Int?
  /// Whether floors, walls, table tops and other large surfaces count as objects too.
  public var includesSurfaces = false

  /// Creates options that are all at their defaults.
  public init() {}
}
