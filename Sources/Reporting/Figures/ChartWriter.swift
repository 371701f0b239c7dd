internal import Drawing
public import Findings

/// The charts of a report alone.
public enum ChartWriter {
  /// Names of the charts that findings have, in the order of the report.
  public static func names(in findings: StudyFindings) -> [String] {
    FigureCatalogue.figures(of: findings).map(\.heading.id)
  }

  /// Files of charts, `NAME.png` and so on, in the order of the report.
  ///
  /// - Parameters:
  ///   - names: The charts; what the findings do not have is left out.
  ///   - kinds: A file for each.
  ///   - templatesFolder: Folder of a theme that replaces the built-in one.
  ///   - brand: Colours in place of those of the theme.
  ///   - threads: Charts drawn at a time. The files do not depend on it.
  public static func files(
    of findings: StudyFindings, named names: Set<String>, as kinds: Set<ChartFormat>, templatesFolder: String? = nil,
    brand: ReportBrand = ReportBrand(), threads: Int = 2
  ) async throws(ReportError) -> [OutputFolder.File] {
    let theme = try ReportWriter.theme(try ReportWriter.library(templatesFolder), brand)
    let figures = FigureCatalogue.figures(of: findings).filter { names.contains($0.heading.id) }
    let format = NumberFormat(findings.cover)
    let kinds = ChartFormat.allCases.filter(kinds.contains)
    return try await FigureDrawing.map(figures, threads: threads) { figure, text in
      Result { () throws(ReportError) in
        let scene = try figure.scene(width: ReportFigure.fullWidth, theme: theme, text: text)
        var files: [OutputFolder.File] = []
        for kind in kinds {
          files.append(
            (
              "\(figure.heading.id).\(kind.rawValue)",
              try figure.bytes(kind, scene, theme: theme, text: text, format: format)
            ))
        }
        return files
      }
    }.flatMap { $0 }
  }
}
