// Put together when the page is opened.

function begin() {
  const data = JSON.parse(document.getElementById("refcoach-share").textContent);
  const word = ([start, end, from_ms, to_ms, heard = ""]) => ({ start, end, start_s: from_ms / 1000, end_s: to_ms / 1000, heard });
  data.takes.forEach((take) => { take.words = take.words.map(word); });
  const draft = new Draft(data, browserStore());
  const page = { data, draft, takes: [] };
  const whole = wholes(data.takes);
  const section = document.getElementById("takes");
  data.takes.filter((take) => whole(take) === take).forEach((take, at) => {
    const parts = data.takes.filter((part) => part !== take && whole(part) === take);
    const under = parts.map((part, number) => new Take(part, at + 1 + "." + (number + 1), 4, [], page));
    const made = new Take(take, String(at + 1), 3, under, page);
    page.takes.push(made, ...under);
    section.append(made.root);
  });
  new Charts(document.getElementById("charts"), page);
  new Closing(page);
  new Trust(document.getElementById("since"), page).begin();
  watch(draft);
  document.getElementById("too-old").remove();
}

/** For a take the one under which it is shown: itself, or that of which it says a part again where that is in the page too. */
function wholes(takes) {
  const known = new Map(takes.map((take) => [take.attempt_id, take]));
  return (take) => {
    const seen = new Set();
    let at = take;
    for (; known.has(at.part_of) && !seen.has(at); at = known.get(at.part_of)) seen.add(at);
    return seen.has(at) ? take : at; // a circle has no whole
  };
}

function watch(draft) {
  const keeping = () => {
    document.getElementById("keeping").textContent = draft.store
      ? "What you type is kept in this browser at once; you may close the page and go on later."
      : "This browser keeps nothing of what you type here. Save your review before you close it.";
  };
  keeping();
  draft.onChange(keeping);
  if (draft.restored) say("What you had typed is here again.");
  window.addEventListener("beforeunload", (event) => { if (!draft.store && draft.unsaved) event.preventDefault(); });
  window.addEventListener("storage", (event) => {
    if (event.key === draft.key) say("This page is open a second time, and something was changed there. Reload this one to see it.");
  });
}

begin();
