extension MeshLibrary {
  /// Who made the models, and under which terms they may be used and changed, as an article in
  /// Markdown: what Creative Commons' licences ask of everyone who shows or learns from them.
  ///
  /// - Returns: A section for each catalog; in it, for each maker, the names of all models.
  public func attribution() -> String {
    var text = """
      # Makers of the models

      Rooms and streets that Cairn generates, and what a network learned from them, show models that others made.

      ## Overview

      The models come from catalogs of furniture for Sweet Home 3D (<https://www.sweethome3d.com>), which Debian
      packages as `sweethome3d-furniture`. They are read where that package puts them; none is part of Cairn.
      **All were modified**: scaled, cut into parts, reduced to fewer triangles, their pictures shrunk, some leaves
      left out.

      """
    for catalog in catalogs {
      text += "\n### \(catalog.name)\n\n"
      text += "\(Self.escaped(catalog.license)).\n"
      if let link = Self.link(of: catalog.license) { text += "Terms: <\(link)>.\n" }
      text += "\n| Maker | Models |\n|---|---|\n"
      for (maker, names) in Self.namesByMaker(catalog.models) {
        text += "| \(Self.escaped(maker)) | \(Self.escaped(names)) |\n"
      }
    }
    return text
  }

  /// Everyone who made a model of the catalogs.
  package var makers: Set<String> { Set(catalogs.flatMap { $0.models.map(\.creator) }) }

  /// The makers in the order of the alphabet, with the names of their models, each once.
  private static func namesByMaker(_ models: [CatalogModel]) -> [(maker: String, names: String)] {
    var counts: [String: [String: Int]] = [:]
    for model in models { counts[model.creator, default: [:]][model.name, default: 0] += 1 }
    return counts.keys.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }.map { maker in
      let names = counts[maker, default: [:]].sorted { $0.key < $1.key }.map { name, count in
        count == 1 ? name : "\(name) (\(count))"
      }
      return (maker, names.joined(separator: ", "))
    }
  }

  private static func link(of license: String) -> String? {
    let home = "https://creativecommons.org"
    if license.contains("Public domain") { return "\(home)/publicdomain/zero/1.0/" }
    if license.contains("3.0 United States") { return "\(home)/licenses/by/3.0/us/" }
    return license.contains("Attribution 3.0") ? "\(home)/licenses/by/3.0/" : nil
  }

  /// Text that Markdown leaves as it is, also in a table.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\|*_`<>[]#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
