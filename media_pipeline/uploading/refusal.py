class UploadError(Exception):
    """Why a request of the upload protocol is refused: the status of the answer and a sentence for the editor."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
