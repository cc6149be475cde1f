// Makes chosen photographs smaller before they are sent: 1,600 points is enough to read a paper by.
// Where a browser cannot, or a picture is small already, it goes as it is and the server does it.
const LONGEST = 1600;
const SMALL = 400000;

const smaller = async (file) => {
  if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, file.type, 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: file.type }) : file;
  } catch (error) {
    return file;
  }
};

const shrink = async (input) => {
  const chosen = [...input.files];
  const files = new DataTransfer();
  // One after the other: a cheap phone has the memory for one photograph.
  for (const file of chosen) files.items.add(await smaller(file));
  // Chosen anew meanwhile: that choice has a change event, and a promise, of its own.
  if (chosen.every((file, place) => input.files[place] === file)) input.files = files.files;
};

document.querySelectorAll("[data-photographs]").forEach((input) => {
  let ready = null;
  input.addEventListener("change", () => {
    const own = shrink(input)
      .catch(() => {})
      .then(() => {
        if (ready === own) ready = null;
      });
    ready = own;
  });
  input.form.addEventListener("submit", (event) => {
    if (!ready || event.defaultPrevented) return;
    event.preventDefault();
    const button = event.submitter;
    ready.then(() => {
      if (button) input.form.requestSubmit(button);
      else input.form.requestSubmit();
    });
  });
});
