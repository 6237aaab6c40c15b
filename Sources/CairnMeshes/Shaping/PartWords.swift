/// What a hand would call a part, found in the names that modellers give to groups and materials.
package enum PartWords {
  /// The name of a part; `nil` where the name says nothing: `Cube.003_Mesh`.
  ///
  /// The last word that names a part counts: `cupboard_door_handle` is a handle.
  package static func part(in name: String) -> String? {
    var found: String?
    for word in words(of: name) {
      let single = word.last == "s" ? String(word.dropLast()) : word
      found = partOfWord[word] ?? partOfWord[single] ?? found
    }
    return found
  }

  /// Runs of letters in lower case; `lampShade` is two.
  package static func words(of name: String) -> [String] {
    var result: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      guard character.isLetter else {
        if !word.isEmpty { result.append(word) }
        (word, wasLower) = ("", false)
        continue
      }
      if character.isUppercase, wasLower {
        result.append(word)
        word = ""
      }
      word += character.lowercased()
      wasLower = character.isLowercase
    }
    if !word.isEmpty { result.append(word) }
    return result
  }

  /// First the name, then what modellers write: English, French, Spanish, Catalan, Italian.
  private static let table = """
    leg: leg pata pied feet foot pieds pota potes patas gamba negrepotes
    seat: seat asiento assise seient
    back: back backrest respaldo dossier
    arm: armrest accoudoir brazo
    cushion: cushion cojin coixi coussin cosins bigcushion matelas
    door: door puerta porte porta
    drawer: drawer cajon tiroir calaix
    handle: handle tirador poignee poignees pomo gond maneta
    knob: knob button boton bouton dial
    shelf: shelf shelves estante etagere plank repisa
    top: worktop tabletop counter desktop
    frame: frame cadre marco border surround suround
    pane: glass pane cristal vitre vidre verre vidrio window ventana
    mirror: mirror espejo miroir
    shade: shade lampshade abatjour pantalla reflector
    bulb: bulb ampoule bombilla
    wheel: wheel tire tyre rueda roue rim castor roda
    screen: screen display ecran pantalla
    keyboard: keyboard keys key touches
    pillow: pillow almohada oreiller
    mattress: mattress matress colchon
    blanket: blanket colcha sheet bedsheet quilt couverture manta
    pot: pot planter flowerpot maceta
    leaves: leaf leave feuille feuilles hoja foliage leafs
    stem: stem tige twig branch branche branches tallo
    trunk: trunk tronc tronco
    flower: flower fleur petal flor
    soil: soil dirt terre earth
    lid: lid couvercle tapa hatch cap
    tap: tap faucet robinet grifo
    basin: basin sink bowl lavabo lavamanos
    tank: tank cistern reservoir
    pipe: pipe tube tuyau hose tubo
    cable: cable wire cord chain
    plug: plug socket contact
    switch: switch interrupteur
    hinge: hinge
    rail: rail railing handrail barre rod barra
    base: base socle pedestal stand soporte support
    roof: roof toit techo
    hood: hood bonnet
    bumper: bumper
    light: headlight taillight headlights taillights
    grill: grill grille vent
    strap: strap belt
    hair: hair hairmesh cheveux pelo
    head: head face cara tete
    eye: eye iris
    hand: hand mano
    clothes: shirt trousers pants skirt dress tie
    shoe: shoe sole insole
    lock: lock
    label: label logo etiquette sticker
    book: book libro livre
    candle: candle flame
    net: net
    blade: blade lame fan
    neck: neck
    engine: engine motor
    plate: plate dish
    grid: grid
    steering: steering
    """

  private static let partOfWord: [String: String] = {
    var result: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: ":")
      for word in halves[1].split(separator: " ") where result[String(word)] == nil {
        result[String(word)] = String(halves[0])
      }
    }
    return result
  }()
}
