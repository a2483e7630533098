// Addresses that say only what was chosen: empty fields of a form are not sent.

export function leaveOutEmptyFields(page) {
  page.addEventListener("formdata", (event) => {
    const sent = event.formData;
    for (const name of [...sent.keys()]) {
      if (sent.getAll(name).every((value) => value === "")) sent.delete(name);
    }
  });
}
