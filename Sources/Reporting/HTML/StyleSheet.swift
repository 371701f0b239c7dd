internal import Drawing

/// The style of a page: the theme's colours and families as CSS variables, then the rules that use them.
enum StyleSheet {
  /// The whole style sheet from the rules of the page; paper always takes the light colours.
  static func text(_ theme: Theme, rules: String) -> String {
    """
    :root { \(theme.light.customProperties) --family: \(families([theme.family, "system-ui"], "sans-serif")); \
    --code-family: \(families(["ui-monospace", theme.codeFamily], "monospace")); }
    @media screen and (prefers-color-scheme: dark) { :root { \(theme.dark.customProperties) } }
    \(rules)
    """
  }

  /// A list of families; characters that could end a quoted name are dropped.
  private static func families(_ names: [String], _ generic: String) -> String {
    let generics: Set<String> = ["system-ui", "ui-monospace"]
    let quoted = names.map { name in
      generics.contains(name)
        ? name : "\"\(name.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" })\""
    }
    return (quoted + [generic]).joined(separator: ", ")
  }
}
