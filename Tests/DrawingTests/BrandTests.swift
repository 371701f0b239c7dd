import Testing

@testable import Drawing

/// Colours and pictures of an organisation.
@Suite struct BrandTests {
  @Test(
    "colours that can be read stay, others are darkened until they can",
    arguments: [
      ("#0B6E99", true), ("#1F5FAA", true), ("#000000", true), ("#E8590C", false), ("#FFD400", false),
      ("#FFFFFF", false), ("#7FFFD4", false),
    ])
  func readable(hex: String, stays: Bool) throws {
    var theme = try Repository.theme()
    let color = try #require(Color(hex: hex))
    let changes = theme.use([.proposal: color])
    #expect(changes.isEmpty == stays)
    #expect((theme.proposal == color) == stays)
    #expect(theme.light.proposal.contrast(with: theme.light.paper) >= Theme.textContrast)
    #expect(theme.dark.proposal.contrast(with: theme.dark.paper) >= Theme.textContrast)
    if let change = changes.first {
      #expect(change.role == .proposal && change.asked == color && change.used == theme.proposal)
      #expect(change.contrast < Theme.textContrast)
      // No darker than it has to be to be read, and to be told from the other roles.
      let others = try Repository.theme().light
      let lighter = TonedColor(color).at(TonedColor(change.used).lightness + 0.02)
      let isNear = [Theme.Role.baseline, .highlight, .good, .bad].contains {
        TonedColor.distance(lighter, others[$0]) < Theme.distinct
      }
      #expect(change.used.contrast(with: .white) < 5.2 || isNear)
    }
    var plain = try Repository.theme()
    #expect(plain.use([:]) == [])
    plain.light.proposal = theme.light.proposal
    plain.dark.proposal = theme.dark.proposal
    #expect(plain == theme, "other roles stay")
  }

  @Test func aPictureOfPixelsIsDrawn() throws {
    let scene = Scene(
      size: Size(40, 20), title: "", summary: "",
      elements: [.shape(SceneShape(.rectangle(Rectangle(x: 0, y: 0, width: 20, height: 20)), fill: .solid(.black)))])
    let image = try PixelImage(png: try PNGWriter.png(scene, dotsPerInch: 72))
    #expect(image.size == Size(40, 20))
    func pdf() throws -> [UInt8] {
      var document = PDFDocument(metadata: PDFMetadata(title: "Logo"))
      document.page(size: Size(100, 100), label: "1") { canvas in
        canvas.tagged(.figure, id: 0, alternative: "Logo") { canvas in
          canvas.draw(image, in: Rectangle(x: 10, y: 10, width: 80, height: 40))
        }
      }
      return try document.finish()
    }
    let bytes = try pdf()
    #expect(String(decoding: bytes, as: UTF8.self).contains("/Subtype /Image"))
    #expect(try pdf() == bytes)
  }

  @Test(
    "what is no picture is told",
    arguments: [[], Array("<svg/>".utf8), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]])
  func noPictures(bytes: [UInt8]) {
    #expect(throws: DrawingError.self) { try PixelImage(png: bytes) }
  }

  @Test func aDamagedPictureIsTold() throws {
    let scene = Scene(size: Size(40, 20), title: "", summary: "", elements: [])
    let png = try PNGWriter.png(scene, dotsPerInch: 72)
    #expect(throws: DrawingError.unreadableImage("the file is damaged")) { try PixelImage(png: Array(png.prefix(50))) }
    var large = png
    large.replaceSubrange(16..<20, with: [0x7F, 0xFF, 0xFF, 0xFF])
    #expect(throws: DrawingError.self) { try PixelImage(png: large) }
  }
}
