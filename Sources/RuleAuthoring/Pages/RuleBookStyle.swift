/// How the rule book looks.
enum RuleBookStyle {
    static let css = """
        :root {
          --paper: #fbfaf8; --card: #ffffff; --ink: #26282b; --faint: #6b7077; --line: #e5e2dc; --accent: #2f6f6a;
          --mark: #fbe3b5; --info: #4a6d8c; --warning: #96660f; --error: #a8423a; --good: #3d7a4e;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #17191b; --card: #1f2225; --ink: #dfe1e3; --faint: #979da4; --line: #33373c; --accent: #7fc1ba;
            --mark: #5c4716; --info: #8fb4d6; --warning: #deb25c; --error: #e58f86; --good: #8cc79c;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body { margin: 0 auto; max-width: 56rem; padding: 2.5rem 1.25rem 5rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: break-word; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
        header p { margin: 0.3rem 0 2rem; color: var(--faint); }
        a { color: inherit; text-decoration: none; }
        a:hover, a:focus-visible { color: var(--accent); text-decoration: underline; }
        nav { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1.25rem 2rem; padding: 1.5rem 0;
          border: solid var(--line); border-width: 1px 0; }
        nav h2 { font-size: 0.8rem; font-weight: 600; color: var(--accent); margin: 0 0 0.3rem; }
        nav ul { list-style: none; margin: 0; padding: 0; }
        nav li { padding: 0.1rem 0; }
        .chapter > h2 { font-size: 1.35rem; margin: 3rem 0 1rem; color: var(--accent); }
        article { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.5rem 1.75rem; margin: 0 0 1.5rem;
          scroll-margin-top: 1rem; }
        h3 { font-size: 1.2rem; line-height: 1.35; margin: 0; }
        .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; margin: 0.4rem 0 0; color: var(--faint); font-size: 0.85rem; }
        .severity { font-weight: 600; }
        .severity.info { color: var(--info); } .severity.warning { color: var(--warning); } .severity.error { color: var(--error); }
        .deprecated { color: var(--warning); }
        h4 { font-size: 0.8rem; font-weight: 600; color: var(--faint); margin: 1.4rem 0 0.3rem; }
        article p, article ul { margin: 0; }
        article section > ul:not(.phrases) { padding-left: 1.1rem; }
        .kind { color: var(--faint); font-size: 0.9rem; margin-top: 0.4rem !important; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.3rem 0 0; font-size: 0.95rem; }
        dt { color: var(--faint); } dd { margin: 0; }
        .instead { border-left: 3px solid var(--good); padding-left: 0.9rem; }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.75rem; }
        .pair > section { min-width: 0; }
        .conversation { border-top: 1px solid var(--line); padding: 0.55rem 0; font-size: 0.95rem; }
        .conversation:first-of-type { border-top: 0; padding-top: 0.1rem; }
        .conversation b { font-weight: 400; color: var(--faint); font-size: 0.8rem; margin-right: 0.3rem; }
        .conversation .agent b { color: var(--accent); }
        mark { background: var(--mark); color: inherit; border-radius: 0.2rem; padding: 0.05rem 0.15rem; }
        details { margin: 0.25rem 0; } summary { cursor: pointer; color: var(--faint); font-size: 0.9rem; }
        summary:hover { color: var(--accent); } small { margin-left: 0.3rem; }
        code { font: 0.85em ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, monospace; }
        .phrases { list-style: none; padding: 0.4rem 0; display: flex; flex-wrap: wrap; gap: 0.3rem; }
        .phrases li { background: var(--paper); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.05rem 0.45rem; max-width: 100%; }
        .phrases i { font-style: normal; color: var(--accent); font-size: 0.8rem; margin-left: 0.4rem; }
        @media (max-width: 40rem) {
          body { padding: 1.5rem 0.9rem 3rem; } article { padding: 1.1rem 1rem; } .pair { grid-template-columns: 1fr; }
          dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.35rem; }
        }
        @media print {
          :root { --paper: #fff; --card: #fff; --ink: #000; --faint: #555; --line: #ccc; --mark: #eee; }
          body { max-width: none; padding: 0; font-size: 10pt; } article { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 1rem 0; }
          details::details-content { content-visibility: visible; height: auto; }
          h2, h3, h4 { break-after: avoid; } .conversation, dl { break-inside: avoid; }
        }
        """
}
