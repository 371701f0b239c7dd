enum CaseFilesPlaceholder {}
