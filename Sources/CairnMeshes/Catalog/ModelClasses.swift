import CairnScenes

/// From what catalogs call models to the kinds that scenes know.
package enum ModelClasses {
  /// The kind of a model; `nil` where it is nothing to put into a scene: people who sit on nothing,
  /// paint on a road, stairs to nowhere, pools.
  ///
  /// Of the phrases that are in the name as whole words, the longest decides, then the last.
  ///
  /// - Parameters:
  ///   - name: What the catalog calls it.
  ///   - category: The catalog's own kind.
  ///   - size: Width, depth and height, metres.
  /// - Returns: The kind.
  package static func semantic(
    of name: String, category: String, size: SIMD3<Float>
  ) -> SemanticClass? {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
      .map(String.init)
    var best: (length: Int, place: Int, kind: SemanticClass?)?
    for start in words.indices {
      for end in start..<min(start + 4, words.count) {
        guard let kind = kindOfPhrase[words[start...end].joined(separator: " ")] else { continue }
        let length = end - start + 1
        if (length, start) >= (best?.length ?? 0, best?.place ?? 0) {
          best = (length, start, kind)
        }
      }
    }
    guard let best else { return category == "Characters" ? .animal : .object }
    return best.kind.map { bySize($0, words, size) }
  }

  /// Some names say one thing for two, which their sizes tell apart.
  private static func bySize(
    _ kind: SemanticClass, _ words: [String], _ size: SIMD3<Float>
  ) -> SemanticClass {
    switch kind {
    // "Box" is a sideboard in one catalog.
    case .box where size.z > 0.9: .cabinet
    // A keyboard that is no computer's.
    case .keyboard where size.x > 0.6: .piano
    case .plant where size.z > 2.2: .tree
    case .wardrobe where size.z < 1.2: .cabinet
    // A scooter with a motor, a bike for children.
    case .bicycle where words == ["scooter"] && size.y > 1.2: .motorcycle
    default: kind
    }
  }

  private static let table: [(SemanticClass?, String)] = [
    (
      nil,
      """
      sitting male; sitting female; sitting boy; sitting girl; lying down male; \
      lying down female; lying down boy; lying down girl; spiral staircase; escalator; elevator; \
      elevator door; swimming pool; rectangle swimming pool; round swimming pool; diving board; \
      arrow straight ahead; arrow turn right; parking slot; pedestrian crossing; rails; \
      rail crossing; pine under snow; blue pine under snow; concrete sidewalk; chimney; round chimney; staircase
      """
    ),
    (
      .door,
      """
      door; exterior door; double door; garage door; glass door; screen door
      """
    ),
    (
      .window,
      """
      window; double window; french window; arched window; turn window; sliding window; \
      window shutter; hung window
      """
    ),
    (.curtain, "curtain; shower curtain"), (.blind, "blind; window blind"),
    (.column, "column; porch column"), (.railing, "railing; iron railing; pedestrian railing"),
    (.picture, "frame; frame chambord; poster; painting"), (.mirror, "mirror"),
    (.clock, "clock; cuckoo clock"), (.radiator, "radiator; furnace"),
    (
      .table,
      """
      table; bar table; cafe table; coffee table; round table; glass table; folding table; \
      oak table; black table; rattan table; children table; changing table; pool table; \
      football table; table tennis; table on trestles; table with tablecloth; wooden table; \
      island; island extension
      """
    ),
    (
      .desk,
      """
      desk; desk table; technical table; wooden desk; dressing table; workbench; \
      wooden alder table; wooden teak table
      """
    ),
    (
      .chair,
      """
      chair; class seat; bar chair; folding chair; deck chair; beach chair; relax chair; \
      baby high chair; wheelchair; pool lounge; chair with cushion
      """
    ),
    (.armchair, "armchair; armchair ottoman; modern armchair; ryokan chair"),
    (.sofa, "sofa; couch; futon couch; sofa bz; convertible sofa bz; hammock"),
    (.stool, "stool; bar stool; puff; ottoman; step ladder stool"),
    (.bench, "bench; piano bench; wood bank; little bank; concrete bench"),
    (
      .bed,
      """
      bed; bunk bed; crib; futon; day bed; child bed; baby bed; iron bed; mezzanine bed; \
      hospital bed; air mattress; sleeping bag; opened convertible sofa bz
      """
    ),
    (.wardrobe, "wardrobe; clothes rack; high cabinet; locker"),
    (
      .cabinet,
      """
      cabinet; cupboard; tv stand; television cabinet; sink cabinet; lower cabinet; \
      upper cabinet; corner cabinet; glass door cabinet; bedside table; vanity; double vanity; \
      contemporary living room; safe
      """
    ),
    (.shelf, "bookcase; shelves; shelf; upper shelves cabinet; spice tower"),
    (.drawers, "drawers cabinet; dresser; dresser with drawers; filing cabinet; drawers"),
    (
      .lamp,
      """
      lamp; light; lights; lantern; candle lamp; chandelier lamp; desk lamp; flashlight; \
      wall light; track lights; fluorescent light; fluorescent strip; wall spotlight; spotlight; \
      pendant lamp; outdoor lamp; porch light; hanging light; stone lantern; japanese lantern; \
      wall lamp artwork; camping lamp; pedestal vase lamp
      """
    ),
    (.carpet, "carpet; rug; oriental rug; tatami; round carpet"),
    (
      .plant,
      """
      plant; cactus; orchids; tulips; yucca; spathiphyllum; bamboo; ficus; lily; flowers; \
      flower box; plant box; bonsai; bonsai tree; augalas; spider plant; succulent plant; \
      christmas tree; little plant; indoor plant
      """
    ),
    (.whiteboard, "white board; whiteboard"), (.television, "tv; wall flat tv; television"),
    (.monitor, "monitor"), (.computer, "imac; apple imac; laptop; ibook; apple ibook; computer"),
    (.keyboard, "keyboard"), (.telephone, "phone; wireless phone; intercom; entry speech unit"),
    (.printer, "printer; scanner; inkjet printer and scanner"), (.fireplace, "fireplace"),
    (.piano, "piano; grand piano; upright piano"),
    (
      .clothes,
      """
      dress; suit; trousers; skirt; short; jacket; cap; hat; helmet; glove; socket; \
      hanging clothes; folded clothes; clothes
      """
    ),
    (.bag, "backpack; handbag; bag"), (.suitcase, "suitcase; briefcase"),
    (.basket, "basket; clothes basket; shopping basket"),
    (.bin, "bin; dustbin; trashcan; trash can; recycling bin; bullet trash can; park trashcan"),
    (
      .toy,
      """
      rocking horse; biplane; puzzle; teddy bear; car model; rubik's cube; wood toy; toy; \
      toy train; doll; doll house; chessboard; xylophone; toy car; card game
      """
    ),
    (.refrigerator, "refrigerator; fridge; large fridge; chest freezer; freezer"),
    (
      .stove,
      """
      stove; cooktop; induction cooker; large stove; propane stove; hood; range hood; \
      stone grill device
      """
    ),
    (.oven, "oven; double oven; small oven"), (.dishwasher, "dishwasher"),
    (.microwave, "microwave"),
    (.sink, "sink; washbasin; basin; lavatory; small lavatory"),
    (.tap, "faucet; garden faucet; tap"),
    (.toilet, "toilet; toilets unit; urinal; bidet; potty"),
    (.bathtub, "bath; bathtub; corner bathtub; island bath; jacuzzi"),
    (.shower, "shower; shower stall; shower door; shower head and faucet"),
    (.washingMachine, "washing machine; dryer machine; clothes washing machine"),
    (.towel, "towel; towel rack"), (.mat, "mat; bathmat; doormat"),
    (.box, "box; bread box; gift; chest; trunck; medicine box; knife stand; penbox"),
    (.carton, "cardboard box; open cardboard box; milk"),
    (
      .bottle,
      """
      bottle; wine bottle; beer bottle; baby bottle; flacon; spray bottle; yogurt bottle; \
      oil servers; medicine bottle; creamer
      """
    ),
    (.jar, "jar; old jar; sugar; cosmetics pot; salt shaker"),
    (
      .cup,
      """
      cup; mug; glass; coffee cup; coffee mug; plastic cup; beer glass; cocktail glass
      """
    ),
    (.bowl, "bowl; pottery; ashtray; hashtray"),
    (.plate, "plate; oval plate; plate glass and cutlery; plate glasses and cutlery"),
    (.pan, "pan; large pan"),
    (.pot, "pot; kettle; espresso kettle; boiler; teapot; utensils pot; coffee press; cooker"),
    (.cutlery, "fork; spoon; knife; kitchen knife; kitchen tools"),
    (
      .tool,
      """
      tool; hammer; drill; saw; screwdriver; grinder; pliers; cutting pliers; scissors; ruler; \
      shovel; tape measure; stapler; broom; squeezer; mower; comb; brush; toilet brush; chopping board; \
      wheelbarrow shovel
      """
    ),
    (.book, "book"), (.paper, "newspaper; calendar; bill; tape"),
    (.pen, "pencil; pen; text marker; lip stick"), (.fruit, "apples; apple; bowl with fruits"),
    (
      .food,
      """
      butter; bread; hamburger; hot dog; cup cake; birthday cake; french fries; steak; \
      roasted chicken; bowl with salad; sushi tray
      """
    ),
    (.ball, "ball; basketball; soccer ball"), (.vase, "vase"), (.candle, "candle"),
    (
      .device,
      """
      mixer; blender; toaster; coffee maker; coffee machine; coffee brewer; speaker; radio; \
      headphones; camera; reflex camera; surveillance camera; cctv; dvd player; mini stereo; \
      stereo amplifier; mp3 station; mp3 base; video projector; playstation; joystick; \
      tv remote control; apple iphone; mobile phone; tablet; fan; table fan; ceiling fan; \
      rigged fan; scale; kitchen scale; electronic scale; deep fryer; sandwich maker; \
      smoke detector; thermometer; intercom with screen; water cooler; air conditioning; \
      electric water heater; gaz water heater; plug; switch; wall socket; wall double socket; \
      number lock; entry bell ring; watch; clothes horse
      """
    ),
    (.dispenser, "dispenser; toilet paper dispenser; paper towel holder; soap"),
    (.shoe, "slippers; bootie; mocassin; sneakers; woman shoes; shoes"),
    (.tray, "tray; letter tray"), (.crate, "crate"), (.sponge, "sponge"),
    (.statue, "deer; snowman; fountain; statue"),
    (.pallet, "pallet"), (.forklift, "fork lift; forklift"),
    (.cart, "wheelbarrow; stroller"), (.drum, "barrel; drum"), (.cone, "cone"),
    (.ladder, "ladder; step ladder; small step ladder"),
    (
      .machine,
      """
      flipper; treadmill; abdominal bench; fitness tower; indoor bike
      """
    ),
    (
      .car,
      """
      car; ford focus; concept sedan; vw new beetle; seat leon; peugeot 308 cc; renault scenic; \
      suv; chevrolet; smart car
      """
    ),
    (.van, "van"), (.truck, "truck"), (.bus, "bus; city bus"),
    (.motorcycle, "motorbike; yamaha yzr r6; motorcycle"),
    (.bicycle, "bike; bicycle; scooter; tricycle"),
    (
      .person,
      """
      female; male; boy; girl; holding male; holding female; mannequin male; mannequin female
      """
    ),
    (.animal, "chicken; horse; bulldog; cat; siamese cat; dog; rabbit"),
    (
      .tree,
      """
      tree; acacia; copper beech; cypress; maple; japanese maple; sycamore maple; poplar; palm tree; \
      peach blossom; pine; coconut tree
      """
    ),
    (.bush, "bush"), (.hedge, "hedge; high hedge"),
    (.streetLamp, "street lamp; street light; lamppost; park light"),
    (.sign, "emergency sign"), (.fence, "fence"), (.hydrant, "fire hydrant; hydrant"),
    (.mailbox, "mailbox; letters box"), (.container, "shipping container"),
    (.shelter, "garden hut; child hut; dog house; camping tent; barnum"),
    (.stone, "rock; stone"), (.log, "logs; wood logs"),
    (
      .object,
      """
      umbrella; screen; keys; ring; sunglasses; glasses; tennis racket; table tennis bat; \
      electric guitar; extinguisher; aquarium; hose reel; clothes hanger; wall hanger; \
      wire coathanger; basketball net; football goal; trampoline; sandpit; seesaw; child swing; \
      children game; rowboat; skateboard; punching ball; dart game
      """
    ),
  ]

  private static let kindOfPhrase: [String: SemanticClass?] = {
    var result: [String: SemanticClass?] = [:]
    for (kind, phrases) in table {
      for phrase in phrases.split(separator: ";") {
        let words = phrase.split { $0 == " " || $0 == "\n" }
        result.updateValue(kind, forKey: words.joined(separator: " "))
      }
    }
    return result
  }()
}
