// Put together when the page is opened.

function begin() {
  const data = JSON.parse(document.getElementById("refcoach-share").textContent);
  const draft = new Draft(data, browserStore());
  const page = { data, draft, takes: [] };
  const parts = new Map(data.takes.map(({ attempt_id }) => [attempt_id, []]));
  const isPart = (take) => take.part_of !== take.attempt_id && parts.has(take.part_of);
  data.takes.filter(isPart).forEach((take) => parts.get(take.part_of).push(take));
  const section = document.getElementById("takes");
  data.takes.filter((take) => !isPart(take)).forEach((take, at) => {
    const under = parts.get(take.attempt_id).map((part, number) => new Take(part, at + 1 + "." + (number + 1), 4, [], page));
    const made = new Take(take, String(at + 1), 3, under, page);
    page.takes.push(made, ...under);
    section.append(made.root);
  });
  new Charts(document.getElementById("charts"), page);
  new Closing(page);
  new Trust(document.getElementById("since"), page).begin();
  watch(draft);
}

function watch(draft) {
  document.getElementById("keeping").textContent = draft.store
    ? "What you type is kept in this browser at once; you may close the page and go on later."
    : "This browser keeps nothing of a page like this one. Save your review before you close it.";
  if (draft.restored) say("What you had typed is here again.");
  window.addEventListener("beforeunload", (event) => { if (!draft.store && draft.unsaved) event.preventDefault(); });
  window.addEventListener("storage", (event) => {
    if (event.key === draft.key) say("This page is open a second time, and something was changed there. Reload this one to see it.");
  });
}

begin();
