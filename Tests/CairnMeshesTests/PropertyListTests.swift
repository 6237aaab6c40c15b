import CairnMeshes
import Testing

struct PropertyListTests {
  @Test func `keys, separators, escapes and continued lines are Java's`() {
    let text = """
      # a comment = none
      ! neither = this
      name#1=Chair
        spaced   :   wide open\u{20}
      bare value of it
      euro=10 \\u20ac
      pair=\\uD83D\\uDE00
      long = one, \\
           two
      key\\=with\\:signs=x\\ty
      empty=
      """
    let list = PropertyList(Array(text.utf8))
    #expect(list["name#1"] == "Chair")
    #expect(list["spaced"] == "wide open")
    #expect(list["bare"] == "value of it")
    #expect(list["euro"] == "10 \u{20ac}")
    #expect(list["pair"] == "\u{1f600}")
    #expect(list["long"] == "one, two")
    #expect(list["key=with:signs"] == "x\ty")
    #expect(list["empty"] == nil)
    #expect(list["nothing"] == nil)
    #expect(list["#"] == nil)
  }

  @Test func `bytes beyond ASCII are ISO 8859-1`() {
    let list = PropertyList(Array("who=Ren".utf8) + [0xe9] + Array("\r\nnext=1\r".utf8))
    #expect(list["who"] == "Ren\u{e9}")
    #expect(list["next"] == "1")
  }

  @Test(arguments: ["x=\\", "x=\\u12", "\\", "=", "x\\", "\\u", "a=\\uzzzz", "#\\\nb=1"])
  func `unfinished escapes end quietly`(in text: String) {
    let list = PropertyList(Array(text.utf8))
    #expect(list.values.count <= 1)
  }
}
