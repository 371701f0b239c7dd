import SupplyNetwork

/// What every section of an assessment is made from.
struct AssessmentContext {
  let input: StudyInput
  let format: NumberFormat

  init(_ input: StudyInput) {
    self.input = input
    format = NumberFormat(currency: input.model.settings.currency)
  }

  var title: String {
    input.model.settings.title.isEmpty ? "Assessment of the input" : input.model.settings.title
  }
}
