import Drawing

/// The smallest thing that stays on one line: a word, a part of a code, an East Asian character.
struct LineAtom {
  /// Letters of one run.
  struct Part {
    var text: String
    var run: Int
  }

  /// Its letters, by run.
  var parts: [Part] = []
  /// Advance width, in points, with the hyphen that shows if the line ends here.
  var width = 0.0
  /// The run whose space follows, if one does.
  var spaceRun: Int?
  /// Whether a hyphen shows if the line ends here.
  var hyphenates = false
  /// Whether the line ends here.
  var endsLine = false

  var isEmpty: Bool { parts.isEmpty }

  mutating func append(_ character: Character, run: Int) {
    if parts.last?.run == run {
      parts[parts.count - 1].text.append(character)
    } else {
      parts.append(Part(text: String(character), run: run))
    }
  }
}

extension TextMeter {
  /// The atoms of the runs, in reading order, each measured.
  mutating func atoms(of runs: [StyledRun]) -> [LineAtom] {
    var atoms: [LineAtom] = []
    var current = LineAtom()
    var previous: Character?

    func finish() {
      if !current.isEmpty || current.endsLine { atoms.append(current) }
      current = LineAtom()
      previous = nil
    }
    for (index, run) in runs.enumerated() {
      for character in run.textWithWholeIntervals {
        if character == StyledRun.lineBreak {
          current.endsLine = true
          finish()
        } else if character == " " {
          current.spaceRun = index
          finish()
        } else if character.isZeroWidthSpace {
          finish()
        } else if character.isSoftHyphen {
          current.hyphenates = !current.isEmpty
          finish()
        } else {
          if let previous, previous.allowsBreak(before: character) { finish() }
          current.append(character, run: index)
          previous = character
        }
      }
    }
    finish()
    for index in atoms.indices { atoms[index].width = width(of: atoms[index], runs) }
    return atoms
  }

  private mutating func width(of atom: LineAtom, _ runs: [StyledRun]) -> Double {
    var width = 0.0
    for part in atom.parts { width += self.width(ofWord: part.text, runs[part.run].font) }
    if atom.hyphenates, let last = atom.parts.last { width += self.width(ofWord: "-", runs[last.run].font) }
    return width
  }

  /// The widest atom and the widest line without breaks, in points.
  mutating func contentWidths(of runs: [StyledRun]) -> (narrowest: Double, widest: Double) {
    var narrowest = 0.0
    var widest = 0.0
    var line = 0.0
    for atom in atoms(of: runs) {
      narrowest = max(narrowest, atom.width)
      line += atom.width
      widest = max(widest, line)
      if atom.endsLine {
        line = 0
      } else if let space = atom.spaceRun {
        line += width(ofWord: " ", runs[space].font)
      }
    }
    return (narrowest, widest)
  }
}
