/// The members of a JSON object, in the order in which they were written.
///
/// Equality looks at the order as well.
public struct JSONObject: Sendable, Hashable {
  /// A name and its value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var name: String
    /// What it stands for.
    public var value: JSONValue
  }

  /// The members, each name once.
  public private(set) var members: [Member] = []
  /// Where each name is in `members`.
  private var indices: [String: Int] = [:]

  /// Creates an object without members.
  public init() {}

  /// The value of a member; setting an unknown name adds it at the end, setting `nil` removes it.
  ///
  /// - Complexity: O(1); O(*n*) for removing.
  public subscript(name: String) -> JSONValue? {
    get { indices[name].map { members[$0].value } }
    set {
      switch (indices[name], newValue) {
      case (let index?, let value?):
        members[index].value = value
      case (let index?, nil):
        members.remove(at: index)
        indices = [:]
        for (index, member) in members.enumerated() { indices[member.name] = index }
      case (nil, let value?):
        indices[name] = members.count
        members.append(Member(name: name, value: value))
      case (nil, nil):
        break
      }
    }
  }

  /// The names of all members, in order.
  public var names: [String] { members.map(\.name) }
}
