import SupplyNetwork

/// What the targets of a study count, in words.
struct ServiceWording {
  /// At the start of a title ("Cycle service level").
  let title: String
  /// Inside a sentence, with its article.
  let inSentence: String

  init(_ context: FindingsContext) {
    let lines = context.ledger.lines
    let fillRates = lines.count { $0.target.measure == .fillRate }
    let factors = lines.count { $0.target.measure == .safetyFactor }
    if fillRates == lines.count {
      (title, inSentence) = ("Fill rate", "the fill rate")
    } else if fillRates > 0 {
      (title, inSentence) = ("Service", "what each target counts, cycle service level or fill rate")
    } else if factors == lines.count {
      (title, inSentence) = ("Cycle service level", "the probability that the safety factor stands for")
    } else {
      (title, inSentence) = ("Cycle service level", "the cycle service level")
    }
  }
}
