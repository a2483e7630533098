// Forms say what the address says: empty fields are not sent, and on the way back the filters are
// those of the page, not those that were chosen before it was left.

export function keepToTheAddress(page) {
  addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll("details.filters form")) form.reset();
  });
}

export function leaveOutEmptyFields(page) {
  page.addEventListener("formdata", (event) => {
    const sent = event.formData;
    for (const name of [...sent.keys()]) {
      if (sent.getAll(name).every((value) => value === "")) sent.delete(name);
    }
  });
}
